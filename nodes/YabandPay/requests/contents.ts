import type { IDataObject } from 'n8n-workflow';
import type { ItemContent } from '../catalogue/types';

/** Records as what items hold. */
export const asContents = (records: readonly IDataObject[]): ItemContent[] => records.map((json) => ({ json }));
