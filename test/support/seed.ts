import fc from 'fast-check';

/** Property tests try the same cases in every run; MUNSHI_TEST_SEED tries others. */
fc.configureGlobal({ seed: Number(process.env.MUNSHI_TEST_SEED ?? 20_260_331) });
