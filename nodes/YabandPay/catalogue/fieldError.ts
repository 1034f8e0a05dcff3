/** A value that cannot be sent. `message` says what is wrong, `description` what to do. Never holds a secret's value. */
export class FieldError extends Error {
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'FieldError';
	}
}
