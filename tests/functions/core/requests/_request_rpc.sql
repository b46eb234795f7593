-- Proves functions/core/requests/_request_rpc.sql.
begin;
select plan(4);

-- Given: a path as PostgREST hands it on.
create function pg_temp.rpc(p_path text) returns text
    language plpgsql as $$
begin
    perform set_config('request.path', p_path, true);
    return core._request_rpc();
end;
$$;

select is(core._request_rpc(), null, 'outside a request there is none');
select results_eq(
    $$ select c.path, pg_temp.rpc(c.path)
       from (values
           ('/rpc/revoke_token', 1), ('/rpc/revoke%5Ftoken', 2),
           ('/rpc/revoke%5ftoken', 3), ('/rpc/%72evoke_token', 4),
           ('/%72%70c/revoke_token', 5), ('/rest/v1/rpc/revoke_token', 6),
           ('/rpc/revoke_token/', 7), ('//rpc//revoke_token', 8),
           ('/rpc/revoke_token?jti=x/y', 9), ('/rpc/%20revoke_token%20', 10),
           ('rpc/revoke_token', 11), ('/rpc/revoke_token#', 13),
           ('/rpc/revoke_token#x', 14), ('/rpc/revoke_token#?x', 15),
           ('/rpc/revoke_token?x#y', 16), ('/rpc/revoke%5Ftoken#/a', 17),
           ('/rpc/revoke_token#' || repeat('a', 300), 18),
           (E'/rpc/revoke_token#\na', 19), ('/rpc\revoke_token', 20),
           ('\rpc\/revoke_token\', 21),
           (
               '/%72%70%63/%72%65%76%6f%6b%65%5f%74%6f%6b%65%6e', 12
           )
       ) as c (path, place)
       where pg_temp.rpc(c.path) is distinct from 'revoke_token' $$,
    $$ select null::text, null::text where false $$,
    'however it is spelt, PostgREST calls revoke_token'
);
select results_eq(
    $$ select c.path, pg_temp.rpc(c.path)
       from (values
           ('/rpc/revoke%255Ftoken', 1), ('/rpc/REVOKE_TOKEN', 2),
           ('/rpc/revoke+token', 3), ('/rpc/revoke%2Ftoken', 4),
           ('/rpc/revoke%zztoken', 5), ('/rpc/revoke_token;x', 6),
           ('/rpc/revoke_token%23', 7), ('/rpc/x#/rpc/revoke_token', 8)
       ) as c (path, place) order by c.place $$,
    $$ values
        ('/rpc/revoke%255Ftoken', 'revoke%5Ftoken'),
        ('/rpc/REVOKE_TOKEN', 'REVOKE_TOKEN'), ('/rpc/revoke+token', 'revoke+token'),
        ('/rpc/revoke%2Ftoken', 'revoke/token'),
        ('/rpc/revoke%zztoken', 'revoke%zztoken'),
        ('/rpc/revoke_token;x', 'revoke_token;x'),
        ('/rpc/revoke_token%23', 'revoke_token#'), ('/rpc/x#/rpc/revoke_token', 'x') $$,
    'what decodes to another name is another'
);
select results_eq(
    $$ select c.path
       from (values
           (''), ('/'), ('/rpc'), ('/rpc/'), ('/revoke_token'), ('/RPC/revoke_token'),
           ('/rpc/a/revoke_token'), ('/a/rpc/revoke_token'), ('/rpc%2Frevoke_token'),
           ('/rpc/revoke%C1%9Ftoken'), ('/rpc/revoke_token%00'),
           ('/rest/v1/revoke_token'), ('/rpc/' || repeat('a', 300)),
           ('#/rpc/revoke_token')
       ) as c (path)
       where pg_temp.rpc(c.path) is not null $$,
    $$ select null::text where false $$,
    'no other path is an RPC'
);

select * from finish();
rollback;
