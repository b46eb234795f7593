-- concerts.read_feed_secret: the key of a source from the vault, if that is installed.
--
-- For the worker and the edge function, and for the names of feeds only. Definer: they
-- may not read the vault.

create or replace function concerts.read_feed_secret(p_name text)
    returns text
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_names constant text[] := '{
        ticketmaster_api_key,spotify_client_id,spotify_client_secret,setlistfm_api_key
    }'::text[];
    v_secrets constant regclass := to_regclass('vault.decrypted_secrets');
    v_secret text;
begin
    if p_name <> all(c_names) then
        perform core.raise_error(
            'core.invalid_argument',
            format('%L is not the key of a feed.', core.excerpt(p_name))
        );
    end if;
    if v_secrets is not null then
        execute format('select decrypted_secret from %s where name = $1', v_secrets)
        into v_secret
        using p_name;
    end if;
    return v_secret;
end;
$$;

grant execute on function concerts.read_feed_secret(text)
to service_role, app_worker;

comment on function concerts.read_feed_secret(text) is
$$Return the secret of that name in the vault; null if there is none.

Returns: text | null
Errors: PT422 core.invalid_argument.
Example: {"name": "setlistfm_api_key"}
Budget: 50 ms.
$$;
