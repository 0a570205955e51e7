import { rmSync } from 'node:fs';
import { buildPackage } from './build-package.ts';

rmSync('dist', { recursive: true, force: true });
buildPackage('dist');
