import type {Document} from './document.ts'

/**
 * One step of the pipeline, made for a run's options: a pure function of the document. Only a stage that loads a
 * heavy library on first use may return a promise.
 */
export type Stage = (document: Document) => Document | Promise<Document>
