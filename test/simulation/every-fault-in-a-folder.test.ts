import { keepEveryPromise } from './keep-every-promise.ts';

keepEveryPromise(['folder', 'shared folder']);
