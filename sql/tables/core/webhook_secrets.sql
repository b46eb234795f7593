-- core.webhook_secrets: signing secrets of endpoints (out) and of sources (in).
--
-- No role has a grant: only the definer functions that sign and verify read it, and a
-- secret is returned once, by the call that creates it. With Supabase Vault installed,
-- the text is there and `vault_id` refers to it.

create table core.webhook_secrets (
    id bigint generated always as identity primary key,
    endpoint_id uuid references core.webhook_endpoints (id) on delete cascade,
    source text references core.webhook_sources (name) on delete cascade,
    secret text,
    vault_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz,

    constraint webhook_secrets_owner_check
        check (num_nonnulls(endpoint_id, source) = 1),
    constraint webhook_secrets_place_check
        check (num_nonnulls(secret, vault_id) = 1)
);

-- The live secrets of one endpoint, newest first.
create index webhook_secrets_endpoint_id_idx
on core.webhook_secrets (endpoint_id, id);
-- The live secrets of one source, newest first.
create index webhook_secrets_source_idx
on core.webhook_secrets (source, id);

alter table core.webhook_secrets enable row level security;

comment on table core.webhook_secrets is
    'Signing secrets, `whsec_` and base64; two are live while one is being rotated.';
comment on column core.webhook_secrets.vault_id is
    'The secret in vault.secrets, where the vault is installed.';
comment on column core.webhook_secrets.expires_at is
    'Until when it stays valid after a rotation; null for the current secret.';
