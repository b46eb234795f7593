-- realtime: the table and the functions through which a database broadcasts.

create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;
grant usage on schema realtime to postgres with grant option;
grant usage, create on schema realtime to supabase_realtime_admin;

do $stand_in$
begin
    if to_regclass('realtime.messages') is not null then
        return;
    end if;

    create table realtime.messages (
        topic text not null,
        extension text not null,
        payload jsonb,
        event text,
        private boolean default false,
        updated_at timestamp without time zone not null default now(),
        inserted_at timestamp without time zone not null default now(),
        id uuid not null default gen_random_uuid(),
        binary_payload bytea,
        primary key (id, inserted_at)
    ) partition by range (inserted_at);
    -- Checked for new rows only, as on Supabase.
    alter table realtime.messages
        add constraint messages_payload_exclusive
        check (payload is null or binary_payload is null);
    create index messages_inserted_at_topic_index
        on realtime.messages (inserted_at desc, topic)
        where extension = 'broadcast' and private;
    alter table realtime.messages enable row level security;

    grant all on realtime.messages to postgres, dashboard_user;
    grant select, insert, update on realtime.messages to anon, authenticated, service_role;
    alter table realtime.messages owner to supabase_realtime_admin;
end;
$stand_in$;

-- Marks the table as the stand-in's: Supabase's own has a migrations table beside it.
-- 60_relay.sql creates the partitions.
do $$
begin
    if
        to_regclass('realtime.schema_migrations') is null
        and obj_description('realtime.messages'::regclass, 'pg_class') is null
    then
        comment on table realtime.messages is
            'The stand-in for the table of Supabase Realtime.';
    end if;
end;
$$;

do $stand_in$
begin
    if to_regprocedure('realtime.topic()') is null then
        create function realtime.topic()
            returns text
            language sql
            stable
            set search_path = pg_catalog, pg_temp
        as $$
            select nullif(current_setting('realtime.topic', true), '')::text
        $$;
    end if;

    if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
        create function realtime.send(
            payload jsonb, event text, topic text, private boolean default true
        )
            returns void
            language plpgsql
            set search_path = pg_catalog, pg_temp
        as $$
        declare
            v_id uuid := gen_random_uuid();
        begin
            begin
                if not (payload ? 'id') then
                    payload := jsonb_set(payload, '{id}', to_jsonb(v_id));
                end if;
                perform set_config('realtime.topic', topic, true);
                insert into realtime.messages (id, payload, event, topic, private, extension)
                values (v_id, payload, event, topic, private, 'broadcast');
            exception
                when others then
                    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
            end;
        end;
        $$;
    end if;

    if to_regprocedure('realtime.send_binary(bytea, text, text, boolean)') is null then
        create function realtime.send_binary(
            payload bytea, event text, topic text, private boolean default true
        )
            returns void
            language plpgsql
            set search_path = pg_catalog, pg_temp
        as $$
        begin
            begin
                perform set_config('realtime.topic', topic, true);
                insert into realtime.messages (
                    binary_payload, event, topic, private, extension
                )
                values (payload, event, topic, private, 'broadcast');
            exception
                when others then
                    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
            end;
        end;
        $$;
    end if;

    if to_regprocedure(
        'realtime.broadcast_changes(text, text, text, text, text, record, record, text)'
    ) is null then
        create function realtime.broadcast_changes(
            topic_name text,
            event_name text,
            operation text,
            table_name text,
            table_schema text,
            new record,
            old record,
            level text default 'ROW'
        )
            returns void
            language plpgsql
            set search_path = pg_catalog, pg_temp
        as $$
        declare
            v_row jsonb := '{}';
        begin
            if level = 'STATEMENT' then
                raise exception 'function can only be triggered for each row, not for each statement';
            end if;
            if operation not in ('INSERT', 'UPDATE', 'DELETE') then
                raise exception 'unexpected operation type: %', operation;
            end if;
            v_row := jsonb_build_object(
                'old_record', old,
                'record', new,
                'operation', operation,
                'table', table_name,
                'schema', table_schema
            );
            perform realtime.send(v_row, event_name, topic_name);
        exception
            when others then
                raise exception 'Failed to process the row: %', sqlerrm;
        end;
        $$;
    end if;
end;
$stand_in$;

do $$
begin
    if not exists (
        select from pg_catalog.pg_publication where pubname = 'supabase_realtime'
    ) then
        create publication supabase_realtime;
        alter publication supabase_realtime owner to postgres;
    end if;
exception
    when insufficient_privilege then
        raise notice 'no right to create the publication supabase_realtime';
end;
$$;

-- Last, when everything exists: the functions belong to the service's own role.
do $$
declare
    v_function regprocedure;
begin
    for v_function in
        select p.oid::regprocedure
        from pg_catalog.pg_proc as p
        where
            p.pronamespace = 'realtime'::regnamespace
            and pg_has_role(current_user, p.proowner, 'usage')
            and pg_has_role(current_user, 'supabase_realtime_admin', 'usage')
            and p.proowner <> 'supabase_realtime_admin'::regrole
    loop
        execute format('alter function %s owner to supabase_realtime_admin', v_function);
    end loop;
end;
$$;

-- Supabase lets `postgres` create policies on messages, although it is not the owner.
do $$
begin
    if exists (
        select from pg_catalog.pg_roles
        where rolname = current_user and rolsuper
    ) then
        grant supabase_realtime_admin to postgres;
    end if;
end;
$$;
