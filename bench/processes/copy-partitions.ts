import { DuckDBInstance } from '@duckdb/node-api';

// DuckDB's own way to export a table by year and month: `copy-partitions <file> <folder>`.

const [, , file = '', folder = ''] = process.argv;
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`ATTACH '${file}' AS source (READ_ONLY)`);
await connection.run(
  `COPY (SELECT *, year("timestamp") AS year, month("timestamp") AS month FROM source.downloads)
   TO '${folder}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, month))`,
);
connection.closeSync();
instance.closeSync();
