/**
 * Keeps the parts of a page marked with `data-live` up to date: when the sandbox says that something changed, the page is read
 * again and those parts are exchanged. Without JavaScript the page still works, by reloading it.
 */
const parts = [...document.querySelectorAll('[data-live]')];

/** A form was sent: reading the page again now could break off the way to where its answer leads, e.g. back to the shop. */
let leaving = false;
document.addEventListener('submit', () => (leaving = true));
window.addEventListener('pageshow', () => (leaving = false));

/** What a reader has opened or is standing on, so that it stays so after the exchange. */
function remember(part) {
	return {
		focused: part.contains(document.activeElement) ? document.activeElement.id : '',
		open: new Map([...part.querySelectorAll('details[id]')].map((details) => [details.id, details.open])),
	};
}

function restore(part, { focused, open }) {
	for (const details of part.querySelectorAll('details[id]')) if (open.get(details.id)) details.open = true;
	if (focused) document.getElementById(focused)?.focus();
}

async function refresh() {
	const response = await fetch(location.href, { headers: { accept: 'text/html' } });
	const text = await response.text();
	if (leaving) return;
	const fresh = new DOMParser().parseFromString(text, 'text/html');
	for (const part of parts) {
		const next = fresh.getElementById(part.id);
		if (!next) {
			// The page is another one now, e.g. the payment was made on the phone.
			location.reload();
			return;
		}
		if (next.innerHTML === part.innerHTML) continue;
		const kept = remember(part);
		part.replaceChildren(...next.childNodes);
		restore(part, kept);
	}
	document.documentElement.dataset.refreshed = String(Date.now());
}

if (parts.length > 0) {
	let planned;
	let refreshed = Promise.resolve();
	const topics = [...new Set(parts.flatMap((part) => part.dataset.live.split(' ')))].join(',');
	const events = new EventSource(`/_sandbox/events?topics=${topics}`);
	const plan = () => {
		planned ??= setTimeout(() => {
			planned = undefined;
			// One after the other: of two at the same time the older answer may come last, and would stay.
			refreshed = refreshed.then(refresh).catch(() => undefined);
		}, 80);
	};
	events.onopen = () => {
		document.documentElement.dataset.live = 'on';
		// Something may have happened between reading the page and listening.
		plan();
	};
	events.onmessage = plan;
}

for (const field of document.querySelectorAll('[data-shows]')) {
	const show = () => {
		for (const part of document.querySelectorAll('[data-for]')) part.hidden = !part.dataset.for.split(' ').includes(field.value);
	};
	field.addEventListener('change', show);
	show();
}
