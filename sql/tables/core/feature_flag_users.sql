-- core.feature_flag_users: the users for whom a flag is on, whatever its share.

create table core.feature_flag_users (
    flag_name text not null
    references core.feature_flags (name) on delete cascade,
    user_id uuid not null,

    primary key (flag_name, user_id)
);

alter table core.feature_flag_users enable row level security;

comment on table core.feature_flag_users is
    'Users who are listed for a flag; core.set_feature_flag writes them.';
