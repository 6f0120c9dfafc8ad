import { makeSigner } from '../../src/kernel/archive/checkpoint.ts'

/** A real signer with a key of its own. */
export const testSigner = makeSigner(Buffer.alloc(32, 7))
