import { keepEveryPromise } from './keep-every-promise.ts';

keepEveryPromise(['bucket']);
