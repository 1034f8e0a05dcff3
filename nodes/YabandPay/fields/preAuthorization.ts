import { currencyNamed } from './common';

/** What is captured or released is in the currency that was authorized; reference section 5. */
export const authorizedCurrency = currencyNamed('currency', 'Currency', 'Currency of the authorization');
