import type { NotificationFormat } from '../options.mts';
import type { NotificationData } from './notifier.mts';

/** Takes the `3ds_…` fields together into one object, as one plugin meets them (reference section 2, nested object). */
function nestCardFields(data: NotificationData): Record<string, unknown> {
	const nested = Object.entries(data).filter(([key]) => key.startsWith('3ds_'));
	if (nested.length === 0) return data;
	const flat = Object.entries(data).filter(([key]) => !key.startsWith('3ds_'));
	return { ...Object.fromEntries(flat), '3ds': Object.fromEntries(nested) };
}

/** A notification as it goes over the wire, in one of its documented forms (reference section 11). */
export function buildBody(
	sign: string,
	data: NotificationData,
	format: NotificationFormat,
): { contentType: string; body: string } {
	const json = JSON.stringify({ sign, data: format === 'nested' ? nestCardFields(data) : data });
	if (format !== 'form') return { contentType: 'application/json', body: json };
	return {
		contentType: 'application/x-www-form-urlencoded',
		body: new URLSearchParams({ resultData: json }).toString(),
	};
}
