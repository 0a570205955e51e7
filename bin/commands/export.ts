import { Command, Option } from 'commander';
import { type ExportReport, exportRows } from '../../lib/export/export-rows.ts';
import { newScratchFolder, sweepScratch } from '../../lib/land/scratch/scratch-folder.ts';
import type { Context } from '../context.ts';
import { type ExportSourceOptions, openExportSource } from '../open/open-export-source.ts';
import { openExportTargets } from '../open/open-export-targets.ts';
import { duckDbExtensionsOption } from '../options/duckdb-options.ts';
import { environment } from '../options/environment.ts';
import {
  type ExportRowsOptions,
  exportName,
  exportRowsOptions,
  exportStyle,
  wantedRows,
} from '../options/export-options.ts';
import { lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { withOptions } from '../options/with-options.ts';
import { exportText } from '../report/export-report.ts';
import { showExport } from '../terminal/export-progress.ts';
import { toJson } from '../terminal/json.ts';

interface ExportCommandOptions extends ExportRowsOptions, ExportSourceOptions {
  readonly to?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake export --table fake_accounts --to ./out --partition uf
  $ hourlake export --table fake_accounts --to ./out --partition year,month --timestamp criado_em
  $ hourlake export --sql "SELECT uf, count(*) AS contas FROM fake_accounts GROUP BY uf" --to ./out --name contas
  $ hourlake export --table fake_accounts --to ./out --format csv --compression gzip
  $ hourlake export --database duckdb:./coop.duckdb --table cartao --to s3://bucket/prefix
  $ hourlake export --table fake_accounts --to ./out --partition uf --replace

Each partition is one file: TO/NAME/year=2026/month=11/NAME-2026-11.parquet. It appears whole or not at all.
--replace replaces the partitions of this export; others stay.

${environment.exportDestination}=local writes to the folder of --to, s3 to the bucket of ${environment.exportBucket}, and local,s3 to both.
Without it --to decides, and then ${environment.exportBucket}.`;

/** `hourlake export`: rows as files that other engines read, in folders by partition. */
export function exportCommand(context: Context): Command {
  const command = new Command('export')
    .description('export a table or a SELECT as partitioned Parquet or CSV')
    .addOption(
      new Option(
        '--to <place>',
        `folder, or s3://bucket/prefix (default: the bucket of ${environment.exportBucket})`,
      ),
    )
    .addOption(new Option('--replace', 'replace partitions that are there with other rows'))
    .addOption(jsonOption('the partitions'))
    .addOption(
      new Option(
        '--database <file>',
        'a file of DuckDB to export from: duckdb:./file (default: the lake)',
      ),
    )
    .addOption(duckDbExtensionsOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ExportCommandOptions) => {
      const isTableAsked = command.getOptionValueSource('table') === 'cli';
      await run(context, options, isTableAsked);
    });
  return withOptions(command, [...exportRowsOptions(), ...lakeOptions()]);
}

async function run(
  context: Context,
  options: ExportCommandOptions,
  isTableAsked: boolean,
): Promise<void> {
  const wanted = wantedRows(options, isTableAsked);
  const name = exportName(options, wanted);
  const style = exportStyle(options);
  const targets = await openExportTargets(context, options.to);
  const source = await openExportSource(context, options);
  const base = context.temporaryFolder();
  await sweepScratch(base);
  const progress = showExport(context.progress, name);
  let reports: readonly ExportReport[];
  try {
    reports = await exportRows(targets, {
      ...{ source, wanted, name, style },
      partitionBy: {
        names: options.partition ?? [],
        timestamp: options.timestamp,
        howToName: 'Pass one of them with --timestamp',
      },
      replace: options.replace ?? false,
      howToReplace: 'Pass --replace to replace these partitions',
      scratch: newScratchFolder(base),
      signal: context.signal,
      onProgress: progress.update,
    });
  } finally {
    progress.stop();
  }
  if (options.json) await context.print(toJson(reports));
  else for (const report of reports) await context.print(exportText(name, report, context));
}
