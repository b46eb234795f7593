-- core._is_secret_name: whether a column with this name is likely to hold a secret.
--
-- A guess, for defaults and refusals that name the column; options overrule it.

create or replace function core._is_secret_name(p_name text)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_name ~* (
        'pass|pwd|secret|token|hash|salt|private|credential|encrypt|cipher|signature'
        '|iban|ssn|otp|mfa|card|cvv|cvc|cookie|bearer|jwt|mnemonic|recovery|biometric'
        '|(^|_)(pin|tan|seed|auth|tax_id|national_id)(_|$)'
        '|(api|access|account|auth|client|encryption|license|master|service|session'
        '|sign|signing|ssh|ssl|webhook)_?keys?($|_)'
        '|apikey|(^|_)session_?(id|data)?$'
    )
$$;

comment on function core._is_secret_name(text) is
    'Whether a name is one that passwords, tokens, keys and the like usually have.';
