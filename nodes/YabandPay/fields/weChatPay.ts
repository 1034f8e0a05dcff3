import type { Field } from '../catalogue/types';
import { matching } from './checks';

/** Fields that only WeChat Pay methods have; reference section 4. */

export const subAppId: Field = {
	displayName: 'App ID',
	name: 'sub_app_id',
	placeholder: 'e.g. wx7a5355d3d2a904a4',
	description: 'ID of your WeChat mini program or app. It must be registered with YabandPay first.',
	required: true,
	check: matching(/^\w{6,64}$/, 'App ID', 'be letters and digits, e.g. wx7a5355d3d2a904a4'),
};

export const subOpenId: Field = {
	displayName: 'Open ID of the Payer',
	name: 'sub_open_id',
	placeholder: 'e.g. opilP5dyazU7pTpyps8TDc53OGyU',
	description: "The payer's OpenID in that mini program or app",
	required: true,
	check: matching(/^[\w-]{6,128}$/, 'Open ID of the Payer', 'be letters, digits, "-" and "_"'),
};

export const ipAddress: Field = {
	displayName: 'IP Address of the Payer',
	name: 'ip_address',
	placeholder: 'e.g. 203.0.113.7',
	description: "Address of the payer's phone, as your shop sees it",
	required: true,
	check: matching(/^[0-9A-Fa-f.:]{3,45}$/, 'IP Address of the Payer', 'be an IPv4 or IPv6 address, e.g. 203.0.113.7'),
};

export const urlType: Field = {
	displayName: 'Link Type',
	name: 'url_type',
	type: 'options',
	default: '01',
	description: 'Which link the answer holds',
	options: [
		{ name: 'YabandPay Page', value: '01', description: "YabandPay's page, which shows the QR code" },
		{ name: 'WeChat QR Link', value: '02', description: 'The raw WeChat link, to be drawn as a QR code by yourself' },
	],
};
