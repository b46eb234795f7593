-- relay: the objects of `rowhouse relay` in a database without Realtime.
--
-- They notify of committed messages, list messages that may not have been read yet, and
-- decide who may join. If realtime.messages is not the stand-in's, nothing is created.

do $stand_in$
declare
    v_function regprocedure;
begin
    if obj_description(to_regclass('realtime.messages'), 'pg_class') is distinct from
        'The stand-in for the table of Supabase Realtime.'
    then
        return;
    end if;

    -- It sets the role of a caller and calls the functions below, which bypass the
    -- policies as the owner of the messages. It is never that owner, which could create
    -- a trigger on the messages that runs as every sending role.
    if not exists (select from pg_catalog.pg_roles where rolname = 'rowhouse_relay') then
        create role rowhouse_relay login noinherit;
        comment on role rowhouse_relay is 'The login of `rowhouse relay`.';
    elsif pg_has_role('rowhouse_relay', 'supabase_realtime_admin', 'member') then
        -- Created by an earlier version: roles outlive the database.
        alter role rowhouse_relay reset role;
        revoke supabase_realtime_admin from rowhouse_relay;
    end if;
    grant anon, authenticated, service_role to rowhouse_relay;

    create schema if not exists relay;
    comment on schema relay is 'Functions of the local stand-in for Supabase Realtime.';
    grant usage, create on schema relay to supabase_realtime_admin;
    grant usage on schema relay to rowhouse_relay;

    -- Serves read_keys: an index that starts with the topic would read every topic.
    if to_regclass('realtime.messages_inserted_at_broadcast_idx') is null then
        create index messages_inserted_at_broadcast_idx
            on realtime.messages (inserted_at)
            where extension = 'broadcast';
    end if;

    -- A notification has at most 8,000 bytes, so it has the key and not the message.
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

    -- Definer: only the owner of a table may create or drop its partitions. Idempotent.
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
    -- Definer: only roles that may read all statistics see other roles' transactions.
    -- One hour back if the definer may not either.
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

    -- The position of a reader: every message that is not committed yet will have a
    -- transaction of at least `xmin` and a time of `since` or later. So `since` is read
    -- first, in a statement of its own: later transactions have a later time. Minus
    -- some seconds, since a transaction has its time a moment before others can see it.
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

    -- Messages that may have been committed after a position; the reader skips those
    -- that it has read. A row of a subtransaction has the id of that, which no snapshot
    -- lists. It is greater than the id of its transaction, so rows below `xmin` were
    -- read. Always by index: a plan that was made while the table was small would scan
    -- it for as long as the reader is connected. Definer, as the next two: they read
    -- every message, whatever the policies.
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
        -- The row's xmin has 32 bits: it is the last such id before the next one.
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

    -- Messages by key, in the order of the keys; a large message has its size only. One
    -- index lookup per key, for the reason above.
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

    -- The newest messages of a private topic since a time, ordered from the oldest.
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

    -- Become a caller, for the policies on the messages and the functions of a project.
    -- A token may name only roles of the API, those that authenticator may set.
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

    -- A message of each extension in a private topic, for the probe of list_readable.
    -- Definer: a caller that may read need not be allowed to send.
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

    -- The extensions for which a caller may read a private topic: those whose probe the
    -- policies show. The final error undoes the probe and the role. Invoker: SET ROLE
    -- is not possible inside a definer function.
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

    -- Whether a caller may send to a private topic; undone as above.
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
    -- A new partition gets the trigger too.
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
