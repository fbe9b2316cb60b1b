/** What Copydesk asks franc. A file of its own, so that the build can put franc's parts into one, see build/bundle.ts. */
export {francAll} from 'franc'
