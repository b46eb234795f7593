-- concerts._decay: what is left of 1 after a decay by a logarithm.
--
-- exp fails on an underflow, which a heat of long ago is.

create or replace function concerts._decay(p_log double precision)
    returns double precision
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case when p_log < -700 then 0 else exp(p_log) end
$$;

comment on function concerts._decay(double precision) is
    'Return exp, but 0 where that would underflow.';
