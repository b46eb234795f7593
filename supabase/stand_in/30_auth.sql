-- auth: users, and the functions that return the caller to policies.

create schema if not exists auth;
grant usage on schema auth to postgres, anon, authenticated, service_role;

create table if not exists auth.users (
    instance_id uuid,
    id uuid primary key,
    aud text,
    role text,
    email text,
    encrypted_password text,
    raw_app_meta_data jsonb,
    raw_user_meta_data jsonb,
    is_super_admin boolean,
    created_at timestamptz,
    updated_at timestamptz,
    phone text,
    deleted_at timestamptz,
    is_anonymous boolean not null default false,
    banned_until timestamptz
);
alter table auth.users enable row level security;
grant all on auth.users to postgres, dashboard_user with grant option;

do $stand_in$
begin
    if to_regprocedure('auth.uid()') is null then
        create function auth.uid()
            returns uuid
            language sql
            stable
            set search_path = pg_catalog, pg_temp
        as $$
            select coalesce(
                nullif(current_setting('request.jwt.claim.sub', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
            )::uuid
        $$;
    end if;

    if to_regprocedure('auth.role()') is null then
        create function auth.role()
            returns text
            language sql
            stable
            set search_path = pg_catalog, pg_temp
        as $$
            select coalesce(
                nullif(current_setting('request.jwt.claim.role', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
            )
        $$;
    end if;

    if to_regprocedure('auth.email()') is null then
        create function auth.email()
            returns text
            language sql
            stable
            set search_path = pg_catalog, pg_temp
        as $$
            select coalesce(
                nullif(current_setting('request.jwt.claim.email', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
            )
        $$;
    end if;

    if to_regprocedure('auth.jwt()') is null then
        create function auth.jwt()
            returns jsonb
            language sql
            stable
            set search_path = pg_catalog, pg_temp
        as $$
            select coalesce(
                nullif(current_setting('request.jwt.claim', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')
            )::jsonb
        $$;
    end if;
end;
$stand_in$;
