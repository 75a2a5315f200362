import * as desk from '../api/desk';
import type { UploadDesk } from '../features/attachments/upload.svelte';

/** The desk's side of uploads, as the API has it. */
export const upload_desk: UploadDesk = {
    begin: desk.begin_upload,
    next: desk.continue_upload,
    ask: desk.upload_state,
};
