-- core.error_codes: every error key that an RPC can return.

create table core.error_codes (
    key text primary key,
    sqlstate text not null,
    hint text not null,

    constraint error_codes_key_check
        check (key ~ '^[a-z_]+\.[a-z_]+$'),
    constraint error_codes_sqlstate_check
        check (sqlstate ~ '^PT[45][0-9][0-9]$')
);

alter table core.error_codes enable row level security;

comment on table core.error_codes is
    'The catalogue of errors: key, SQLSTATE (PTnnn is HTTP status nnn), remedy.';
comment on column core.error_codes.hint is
    'The remedy for the caller; sent with every error of this key.';
