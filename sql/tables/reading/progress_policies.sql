-- reading.progress_policies: the merge policy that a reader chose for a series.

create table reading.progress_policies (
    user_id uuid not null,
    series_id bigint not null references reading.series (id) on delete cascade,
    policy text not null,

    primary key (user_id, series_id),
    constraint progress_policies_policy_check
        check (policy in ('lww', 'furthest', 'furthest_unless_same_device'))
);

-- Covers the series_id fkey.
create index progress_policies_series_id_idx on reading.progress_policies (series_id);

alter table reading.progress_policies enable row level security;

comment on table reading.progress_policies is
    'The merge policy of a reader and series; without a row it is lww.';
comment on column reading.progress_policies.policy is
    'lww: the later edit; furthest: the one further in the series; see reading._rank.';
