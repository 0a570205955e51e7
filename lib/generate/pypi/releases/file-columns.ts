import type { DownloadColumn } from '../clients/client-columns.ts';
import type { PieceDraws } from '../rows/piece-draws.ts';
import { type PackageFile, PackageFiles } from './package-files.ts';
import type { Release } from './releases.ts';

/** One in this many downloads that could have a wheel is of the source. */
const SOURCE_OF = 160;

/** Makes the columns of the files of a project. */
export function fileColumns(project: string): Readonly<Record<string, DownloadColumn>> {
  let last: { readonly releases: readonly Release[]; readonly files: PackageFiles } | undefined;
  function filesOf(releases: readonly Release[]): PackageFiles {
    if (last?.releases !== releases)
      last = { releases, files: new PackageFiles(project, releases) };
    return last.files;
  }

  function texts(member: keyof PackageFile): DownloadColumn {
    return (draws) => {
      const files = filesOf(draws.mix.releases);
      return filesOfRows(draws, files).map((file) => file[member]);
    };
  }

  return {
    url: texts('url'),
    project: ({ length }) => new Array(length).fill(project),
    file_filename: texts('filename'),
    file_project: ({ length }) => new Array(length).fill(project),
    file_version({ releases, mix }) {
      const versions = mix.releases.map(({ version }) => version);
      return Array.from(releases, (number) => versions[number] ?? null);
    },
    file_type: texts('type'),
  };
}

function filesOfRows(draws: PieceDraws, files: PackageFiles): PackageFile[] {
  const { releases, pythons, platforms, mix } = draws;
  const { minors } = mix.pythons;
  const source = draws.below('source', SOURCE_OF);
  return Array.from(releases, (release, row) =>
    files.fileOf(
      release,
      minors[pythons[row] as number] as number,
      platforms[row] as number,
      source[row] === 0,
    ),
  );
}
