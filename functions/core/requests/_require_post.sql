-- core._require_post: in a read-only transaction, refuse a call that must be recorded.
--
-- A GET runs in a read-only transaction, and so does a POST of a stable function. In
-- the first case the caller can send a POST if the RPC is volatile; the second is an
-- error of the RPC or of the limit placed on it.

create or replace function core._require_post(p_what text)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not current_setting('transaction_read_only')::boolean then
        return;
    end if;

    if
        current_setting('request.method', true) = 'POST'
        or exists (
            select from pg_catalog.pg_proc as p
            where
                p.pronamespace = 'api'::regnamespace
                and p.proname = core._request_rpc()
                and p.provolatile <> 'v'
        )
    then
        perform core.raise_error(
            'core.must_be_volatile',
            format(
                '%s is limited or logged, but a stable RPC runs read-only.',
                core.excerpt(p_what)
            )
        );
    end if;

    perform core.raise_error(
        'core.post_only',
        format(
            '%s is limited or logged, which a GET cannot be.', core.excerpt(p_what)
        )
    );
end;
$$;

comment on function core._require_post(text) is
$$Return if this transaction may write.

Errors: PT405 core.post_only; PT405 core.must_be_volatile if a POST would not help.
$$;
