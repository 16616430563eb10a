import { config } from 'zod';

// The validator would try to compile code from strings; our security policy forbids that, and each try is reported.
config({ jitless: true });
