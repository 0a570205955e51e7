/**
 * What is used of the package `hyparquet`, which reads Parquet: no other file loads it. The version is
 * pinned exactly, because objects are made from what it reads.
 */
export {
  type DecodedArray,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  snappyUncompress,
} from 'hyparquet';
