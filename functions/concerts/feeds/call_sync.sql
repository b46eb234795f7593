-- concerts.call_sync: have the feeds that are due read by the edge function sync.
--
-- Called every minute by pg_cron. pg_net sends what is queued here after the commit,
-- and its body is the text of the jsonb that was signed. The run is not waited for,
-- since pg_net would hold other requests back. Two calls at once: the second passes
-- over the rows of the first. Definer: no role may have messages signed, or write the
-- table.

create or replace function concerts.call_sync()
    returns setof text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_url constant text := core.setting('concerts.sync_url') #>> '{}';
    v_net constant regprocedure := to_regprocedure(
        'net.http_post(text,jsonb,jsonb,jsonb,integer)'
    );
    v_feed text;
    v_body jsonb;
    v_headers jsonb;
begin
    if v_url = '' then
        return;
    end if;
    for v_feed in
        select f.name
        from concerts.feeds as f
        where f.name in (select d.name from concerts._list_due_feeds() as d (name))
        order by f.name
        for no key update of f skip locked
    loop
        v_body := jsonb_build_object('feed', v_feed, 'wait', false);
        v_headers := core.sign_message(
            'concerts.sync', gen_random_uuid()::text, v_body::text
        );
        if v_net is null or jsonb_path_exists(
            coalesce(v_headers, '{"x": null}'), '$.* ? (@ == null)'
        ) then
            perform core.raise_error(
                'concerts.sync_not_ready',
                case
                    when v_net is null then 'pg_net is not installed.'
                    else 'The source concerts.sync has no secret.'
                end
            );
        end if;
        execute format(
            'select %s($1, $2, $3, $4, $5)', v_net::regproc
        )
        using
            v_url, v_body, '{}'::jsonb,
            v_headers || '{"Content-Type": "application/json"}', 10000;
        update concerts.feeds set called_at = core.now() where name = v_feed;
        return next v_feed;
    end loop;
end;
$$;

comment on function concerts.call_sync() is
$$Post a signed call for each feed that is due; returns their names.

Nothing is posted where the setting concerts.sync_url is empty.
Errors: PT422 concerts.sync_not_ready.
$$;
