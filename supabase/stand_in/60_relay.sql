-- relay: what `rowhouse relay` needs of a database that has no Realtime of its own.
--
-- It says when a message is committed, which messages may not have been seen yet, and
-- who may join. Where realtime.messages is not the stand-in's own, nothing is made.

do $stand_in$
declare
    v_function regprocedure;
begin
    if obj_description(to_regclass('realtime.messages'), 'pg_class') is distinct from
        'The stand-in for the table of Supabase Realtime.'
    then
        return;
    end if;

    -- It takes the role of a caller, and calls the functions below: those read past the
    -- policies as the owner of the messages. It is never that owner, who could make a
    -- trigger on the messages that runs as every role that sends one.
    if not exists (select from pg_catalog.pg_roles where rolname = 'rowhouse_relay') then
        create role rowhouse_relay login noinherit;
        comment on role rowhouse_relay is 'Whom `rowhouse relay` logs in as.';
    elsif pg_has_role('rowhouse_relay', 'supabase_realtime_admin', 'member') then
        -- One that was made before: roles outlive the database.
        alter role rowhouse_relay reset role;
        revoke supabase_realtime_admin from rowhouse_relay;
    end if;
    grant anon, authenticated, service_role to rowhouse_relay;

    create schema if not exists relay;
    comment on schema relay is 'What the local stand-in for Supabase Realtime reads.';
    grant usage, create on schema relay to supabase_realtime_admin;
    grant usage on schema relay to rowhouse_relay;

    -- Serves read_keys: one that starts with the topic would read every topic.
    if to_regclass('realtime.messages_inserted_at_broadcast_idx') is null then
        create index messages_inserted_at_broadcast_idx
            on realtime.messages (inserted_at)
            where extension = 'broadcast';
    end if;

    -- A notification holds 8,000 bytes, so it carries the key and not the message.
    create or replace function relay.tg_notify()
        returns trigger
        language plpgsql
        volatile
        security invoker
        set search_path = pg_catalog, pg_temp
    as $$
    begin
        perform pg_notify(
            'realtime:messages',
            new.id || ' ' || to_char(new.inserted_at, 'YYYY-MM-DD"T"HH24:MI:SS.US')
        );
        return null;
    end;
    $$;
    create or replace trigger t90_notify
    after insert on realtime.messages
    for each row when (new.extension = 'broadcast')
    execute function relay.tg_notify();

    -- Definer: only the owner of a table makes or drops its partitions. Idempotent.
    create or replace function relay.maintain_partitions()
        returns void
        language plpgsql
        volatile
        security definer
        set search_path = pg_catalog, pg_temp
        set lock_timeout = '2s'
    as $$
    declare
        v_today date := (now() at time zone 'utc')::date;
        v_day date;
        v_name text;
    begin
        perform pg_advisory_xact_lock(hashtextextended('relay.maintain_partitions', 0));
        for v_day in
            select d::date
            from generate_series(v_today - 1, v_today + 3, interval '1 day') as d
        loop
            v_name := 'messages_' || to_char(v_day, 'YYYY_MM_DD');
            if to_regclass(format('realtime.%I', v_name)) is null then
                execute format(
                    'create table realtime.%I partition of realtime.messages '
                    'for values from (%L) to (%L)',
                    v_name, v_day, v_day + 1
                );
                execute format('alter table realtime.%I enable row level security', v_name);
            end if;
        end loop;

        for v_name in
            select c.relname
            from pg_catalog.pg_inherits as i
            inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
            where
                i.inhparent = 'realtime.messages'::regclass
                and c.relname ~ '^messages_\d{4}_\d\d_\d\d$'
                and to_date(right(c.relname, 10), 'YYYY_MM_DD') < v_today - 3
        loop
            begin
                execute format('drop table realtime.%I', v_name);
            exception
                when lock_not_available then
                    raise warning 'realtime.% is in use: dropped another time', v_name;
            end;
        end loop;
    end;
    $$;
    -- Definer: another's transactions are for those to see who may read all statistics.
    -- An hour back where the definer may not either.
    create or replace function relay.oldest_transaction_at()
        returns timestamp with time zone
        language sql
        volatile
        security definer
        set search_path = pg_catalog, pg_temp
    as $$
        select
            case
                when pg_has_role(current_user, 'pg_read_all_stats', 'usage')
                    then coalesce(min(a.xact_start), now())
                else now() - interval '1 hour'
            end
        from pg_catalog.pg_stat_activity as a
        where
            a.datid = (
                select d.oid from pg_catalog.pg_database as d
                where d.datname = current_database()
            )
            and a.backend_type <> 'autovacuum worker'
    $$;

    -- Where reading stands: every message that is not committed yet will have a
    -- transaction of at least `xmin`, and be of `since` or later. So `since` is taken
    -- first, in a statement of its own: who begins after it is later. Some seconds less,
    -- as a transaction has its time a moment before others can see it.
    create or replace function relay.read_position(
        out cluster text, out xmin xid8, out since timestamp with time zone
    )
        returns record
        language plpgsql
        volatile
        security invoker
        set search_path = pg_catalog, pg_temp
    as $$
    begin
        cluster := (select s.system_identifier from pg_catalog.pg_control_system() as s);
        since := relay.oldest_transaction_at() - interval '2 seconds';
        xmin := (select pg_snapshot_xmin(pg_current_snapshot()));
    end;
    $$;

    -- What may have been committed since a position was taken, and what the reader has to
    -- tell from what it knows. A row that a subtransaction wrote bears the number of that,
    -- which no snapshot lists; but it is greater than that of its transaction, so what is
    -- below `xmin` was seen. By index always: a plan that was made while the table was
    -- small would go through it row by row for as long as the reader is connected.
    -- Definer, as the two that follow: every message is read, whatever the policies say.
    create or replace function relay.read_keys(
        p_xmin xid8, p_since timestamp with time zone
    )
        returns table (id uuid, inserted_at timestamp without time zone)
        language sql
        volatile
        security definer
        set search_path = pg_catalog, pg_temp
        set enable_seqscan = off
    as $$
        with latest as materialized (
            select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid
        )

        select m.id, m.inserted_at
        from realtime.messages as m
        cross join latest as l
        -- The row's own number has 32 bits: it is the last such number before the next.
        cross join lateral (
            select
                m.xmin::text::bigint
                + (((l.xid - m.xmin::text::bigint) >> 32) << 32) as xid
        ) as writer
        where
            m.extension = 'broadcast'
            and m.inserted_at >= p_since at time zone 'utc'
            and writer.xid >= p_xmin::text::bigint
        order by m.inserted_at, writer.xid
    $$;

    -- Messages by key, in the order of the keys; of one that is too large, its size only.
    -- One look into the index for each key, for the reason above.
    create or replace function relay.read_messages(
        p_ids uuid[], p_inserted_ats timestamp without time zone[], p_max_bytes integer
    )
        returns table (
            id uuid, topic text, event text, private boolean,
            payload text, binary_payload bytea, bytes integer
        )
        language sql
        stable
        security definer
        set search_path = pg_catalog, pg_temp
        set enable_seqscan = off
    as $$
        select
            m.id, m.topic, m.event, coalesce(m.private, false),
            case when s.bytes <= p_max_bytes then m.payload::text end,
            case when s.bytes <= p_max_bytes then m.binary_payload end,
            s.bytes
        from unnest(p_ids, p_inserted_ats) with ordinality as k (id, inserted_at, number)
        cross join lateral (
            select r.*
            from realtime.messages as r
            where r.id = k.id and r.inserted_at = k.inserted_at
            offset 0
        ) as m
        cross join lateral (
            select
                coalesce(octet_length(m.payload::text), octet_length(m.binary_payload))
                    as bytes
        ) as s
        order by k.number
    $$;

    -- The newest messages of a private topic since a time, the oldest of them first.
    create or replace function relay.read_replay(
        p_topic text, p_since timestamp with time zone, p_limit integer, p_max_bytes integer
    )
        returns table (
            id uuid, topic text, event text, private boolean,
            payload text, binary_payload bytea, bytes integer
        )
        language sql
        stable
        security definer
        set search_path = pg_catalog, pg_temp
    as $$
        select m.*
        from (
            select array_agg(l.id order by l.inserted_at, l.id) as ids,
                array_agg(l.inserted_at order by l.inserted_at, l.id) as inserted_ats
            from (
                select r.id, r.inserted_at
                from realtime.messages as r
                where
                    r.topic = p_topic
                    and r.extension = 'broadcast'
                    and r.private
                    and r.inserted_at >= greatest(p_since, now() - interval '72 hours')
                    at time zone 'utc'
                order by r.inserted_at desc, r.id desc
                limit p_limit
            ) as l
        ) as newest
        cross join lateral relay.read_messages(
            newest.ids, newest.inserted_ats, p_max_bytes
        ) as m
    $$;

    -- To be a caller, as the policies on the messages and the functions of a project see it.
    -- A token may name the roles of the API alone: those that authenticator may take.
    create or replace function relay.become(p_topic text, p_claims jsonb, p_headers jsonb)
        returns void
        language plpgsql
        volatile
        security invoker
        set search_path = pg_catalog, pg_temp
    as $$
    begin
        if p_claims ->> 'role' is null
            or not pg_has_role('authenticator', p_claims ->> 'role', 'member')
        then
            raise insufficient_privilege using message = 'the role is not one of the API';
        end if;
        perform
            set_config('realtime.topic', p_topic, true),
            set_config('request.jwt.claims', p_claims::text, true),
            set_config('request.jwt.claim.sub', coalesce(p_claims ->> 'sub', ''), true),
            set_config('request.jwt.claim.role', p_claims ->> 'role', true),
            set_config('request.headers', p_headers::text, true),
            set_config('role', p_claims ->> 'role', true);
    end;
    $$;

    -- A message of each extension in a private topic, for list_readable to look for.
    -- Definer: a caller that may read need not be one that may send.
    create or replace function relay.insert_probes(p_topic text)
        returns uuid[]
        language sql
        volatile
        security definer
        set search_path = pg_catalog, pg_temp
    as $$
        with probes as (
            insert into realtime.messages (topic, extension, private)
            values (p_topic, 'broadcast', true), (p_topic, 'presence', true)
            returning id
        )

        select array_agg(p.id) from probes as p
    $$;

    -- Of which extensions somebody may read a private topic: those whose probe the policies
    -- let through. What was done for it is undone by the error, the role too. Invoker: no
    -- role can be taken inside a definer function.
    create or replace function relay.list_readable(
        p_topic text, p_claims jsonb, p_headers jsonb
    )
        returns text[]
        language plpgsql
        volatile
        security invoker
        set search_path = pg_catalog, pg_temp
    as $$
    declare
        v_ids uuid[];
        v_readable text[];
    begin
        begin
            v_ids := relay.insert_probes(p_topic);
            perform relay.become(p_topic, p_claims, p_headers);
            select coalesce(array_agg(m.extension), '{}')
            into v_readable
            from realtime.messages as m
            where m.id = any(v_ids) and m.topic = p_topic;
            raise exception sqlstate 'RL000';
        exception
            when sqlstate 'RL000' then
                return v_readable;
        end;
    end;
    $$;

    -- Whether somebody may send to a private topic; undone as above.
    create or replace function relay.is_writable(
        p_topic text, p_extension text, p_claims jsonb, p_headers jsonb
    )
        returns boolean
        language plpgsql
        volatile
        security invoker
        set search_path = pg_catalog, pg_temp
    as $$
    begin
        begin
            perform relay.become(p_topic, p_claims, p_headers);
            insert into realtime.messages (topic, extension, private)
            values (p_topic, p_extension, true);
            raise exception sqlstate 'RL000';
        exception
            when sqlstate 'RL000' then
                return true;
            when insufficient_privilege then
                return false;
        end;
    end;
    $$;

    for v_function in
        select p.oid::regprocedure
        from pg_catalog.pg_proc as p
        where
            p.pronamespace = 'relay'::regnamespace
            and p.proname in (
                'maintain_partitions', 'read_keys', 'read_messages', 'read_replay',
                'insert_probes'
            )
    loop
        execute format('alter function %s owner to supabase_realtime_admin', v_function);
    end loop;
    revoke execute on all functions in schema relay from public;
    -- A partition that is made gets the trigger anew.
    grant execute on function relay.tg_notify() to supabase_realtime_admin;
    grant execute on function
    relay.maintain_partitions(),
    relay.oldest_transaction_at(),
    relay.read_position(),
    relay.read_keys(xid8, timestamp with time zone),
    relay.read_messages(uuid[], timestamp without time zone[], integer),
    relay.read_replay(text, timestamp with time zone, integer, integer),
    relay.become(text, jsonb, jsonb),
    relay.insert_probes(text),
    relay.list_readable(text, jsonb, jsonb),
    relay.is_writable(text, text, jsonb, jsonb)
    to rowhouse_relay, postgres;
    grant usage on schema relay to postgres;
    perform relay.maintain_partitions();
end;
$stand_in$;
