-- Accounts of teams in a schema of their own: tables, types and policies of basejump,
-- supabase/migrations/20240414*.sql of usebasejump/basejump, MIT License,
-- Copyright 2022 usebasejump.com. Like the original, it takes new functions from PUBLIC.
-- Left out: its functions, but for the two that policies call, and its triggers.
-- gen_random_uuid() stands for extensions.uuid_generate_v4().

alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated;

create schema basejump;
grant usage on schema basejump to authenticated;
grant usage on schema basejump to service_role;
create type basejump.invitation_type as enum ('one_time', '24_hour');
create type basejump.account_role as enum ('owner', 'member');

create table basejump.config (
    enable_team_accounts boolean default true,
    enable_personal_account_billing boolean default true,
    enable_team_account_billing boolean default true,
    enable_automatic_personal_team boolean default true,
    billing_provider text default 'stripe'
);
insert into basejump.config (
    enable_team_accounts, enable_personal_account_billing, enable_team_account_billing,
    enable_automatic_personal_team
)
values (true, true, true, false);
grant select on basejump.config to authenticated, service_role;
alter table basejump.config enable row level security;
create policy "Basejump settings can be read by authenticated users" on basejump.config
for select to authenticated using (true);

create function basejump.is_set(field_name text)
returns boolean
language sql
as $$
    select (to_jsonb(c) ->> field_name)::boolean from basejump.config as c limit 1
$$;
grant execute on function basejump.is_set(text) to authenticated;

create table basejump.accounts (
    id uuid unique not null default gen_random_uuid(),
    primary_owner_user_id uuid references auth.users not null default auth.uid(),
    name text,
    slug text unique,
    personal_account boolean default false not null,
    updated_at timestamp with time zone,
    created_at timestamp with time zone,
    created_by uuid references auth.users,
    updated_by uuid references auth.users,
    private_metadata jsonb default '{}'::jsonb,
    public_metadata jsonb default '{}'::jsonb,
    primary key (id)
);
alter table basejump.accounts
add constraint basejump_accounts_slug_null_if_personal_account_true check (
    (personal_account = true and slug is null) or (personal_account = false and slug is not null)
);
grant select, insert, update, delete on table basejump.accounts to authenticated, service_role;
alter table basejump.accounts enable row level security;

create table basejump.account_user (
    user_id uuid references auth.users on delete cascade not null,
    account_id uuid references basejump.accounts on delete cascade not null,
    account_role basejump.account_role not null,
    constraint account_user_pkey primary key (user_id, account_id)
);
grant select, insert, update, delete on table basejump.account_user
to authenticated, service_role;
alter table basejump.account_user enable row level security;

create function basejump.has_role_on_account(
    account_id uuid, account_role basejump.account_role default null
)
returns boolean
language sql
security definer
set search_path = public
as $$
    select exists (
        select from basejump.account_user as u
        where
            u.user_id = auth.uid()
            and u.account_id = has_role_on_account.account_id
            and u.account_role = coalesce(has_role_on_account.account_role, u.account_role)
    )
$$;
grant execute on function basejump.has_role_on_account(uuid, basejump.account_role)
to authenticated;

create policy "users can view their own account_users" on basejump.account_user
for select to authenticated using (user_id = auth.uid());
create policy "users can view their teammates" on basejump.account_user
for select to authenticated using (basejump.has_role_on_account(account_id) = true);
create policy "Account users can be deleted by owners except primary account owner"
on basejump.account_user
for delete to authenticated using (
    (basejump.has_role_on_account(account_id, 'owner') = true)
    and user_id != (
        select primary_owner_user_id from basejump.accounts where account_id = accounts.id
    )
);
create policy "Accounts are viewable by members" on basejump.accounts
for select to authenticated using (basejump.has_role_on_account(id) = true);
create policy "Accounts are viewable by primary owner" on basejump.accounts
for select to authenticated using (primary_owner_user_id = auth.uid());
create policy "Team accounts can be created by any user" on basejump.accounts
for insert to authenticated with check (
    basejump.is_set('enable_team_accounts') = true and personal_account = false
);
create policy "Accounts can be edited by owners" on basejump.accounts
for update to authenticated using (basejump.has_role_on_account(id, 'owner') = true);

create table basejump.invitations (
    id uuid unique not null default gen_random_uuid(),
    account_role basejump.account_role not null,
    account_id uuid references basejump.accounts (id) on delete cascade not null,
    token text unique not null default md5(random()::text),
    invited_by_user_id uuid references auth.users not null,
    account_name text,
    updated_at timestamp with time zone,
    created_at timestamp with time zone,
    invitation_type basejump.invitation_type not null,
    primary key (id)
);
grant select, insert, update, delete on table basejump.invitations
to authenticated, service_role;
alter table basejump.invitations enable row level security;
create policy "Invitations viewable by account owners" on basejump.invitations
for select to authenticated using (
    created_at > (now() - interval '24 hours')
    and basejump.has_role_on_account(account_id, 'owner') = true
);
create policy "Invitations can be created by account owners" on basejump.invitations
for insert to authenticated with check (
    basejump.is_set('enable_team_accounts') = true
    and (select personal_account from basejump.accounts where id = account_id) = false
    and (basejump.has_role_on_account(account_id, 'owner') = true)
);
create policy "Invitations can be deleted by account owners" on basejump.invitations
for delete to authenticated using (
    basejump.has_role_on_account(account_id, 'owner') = true
);

create type basejump.subscription_status as enum (
    'trialing', 'active', 'canceled', 'incomplete', 'incomplete_expired', 'past_due', 'unpaid'
);
create table basejump.billing_customers (
    account_id uuid references basejump.accounts (id) on delete cascade not null,
    id text primary key,
    email text,
    active boolean,
    provider text
);
grant select, insert, update, delete on table basejump.billing_customers to service_role;
grant select on table basejump.billing_customers to authenticated;
alter table basejump.billing_customers enable row level security;
create policy "Can only view own billing customer data." on basejump.billing_customers
for select using (basejump.has_role_on_account(account_id) = true);
