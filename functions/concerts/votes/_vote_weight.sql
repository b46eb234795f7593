-- concerts._vote_weight: the logarithm of what a vote counts in a heat.

create or replace function concerts._vote_weight(p_voted_at timestamptz)
    returns double precision
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        ln(2::double precision)
        * extract(epoch from p_voted_at - timestamptz '2020-01-01Z')::double precision
        / (86400 * (core.setting('concerts.half_life_days'))::double precision)
$$;

comment on function concerts._vote_weight(timestamptz) is
    'Return ln(2) * the half-lives since 2020; see concerts.artist_heats.';
