-- concerts.artist_heats: how much an artist is voted for lately.
--
-- Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009): a vote
-- counts exp(rate * (its time - 2020)), so old rows are never rewritten and the order
-- of two artists changes by votes only. The sum is kept as its logarithm.

create table concerts.artist_heats (
    artist_id bigint primary key references concerts.artists (id) on delete cascade,
    votes bigint not null,
    heat double precision not null,

    constraint artist_heats_votes_check
        check (votes > 0),
    constraint artist_heats_heat_check
        check (heat between -1e6 and 1e6)
);

-- Serves: the artists that are voted for most lately.
create index artist_heats_heat_idx on concerts.artist_heats (heat desc);

alter table concerts.artist_heats enable row level security;

comment on table concerts.artist_heats is
    'Decayed votes of artists, for trends. Public.';
comment on column concerts.artist_heats.heat is
    'ln of the sum over votes of exp(rate * seconds since 2020-01-01); the rate is '
    'that of the setting concerts.half_life_days.';
