-- core._require_post: refuse a GET of what has to be counted or written down.
--
-- A GET runs in a read-only transaction, and so does a POST of a stable function: only
-- the first can be mended by the caller, so only that is refused.

create or replace function core._require_post(p_rpc text)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if
        current_setting('transaction_read_only')::boolean
        and coalesce(current_setting('request.method', true), 'GET') <> 'POST'
    then
        perform core.raise_error(
            'core.post_only',
            format(
                '%s is limited or logged: a GET of it cannot be counted.',
                core.excerpt(p_rpc)
            )
        );
    end if;
end;
$$;

comment on function core._require_post(text) is
$$Return unless this request is a read-only one that could have been a POST.

Errors: PT405 core.post_only.
$$;
