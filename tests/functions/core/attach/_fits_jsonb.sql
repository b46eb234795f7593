-- Proves functions/core/attach/_fits_jsonb.sql.
begin;
select plan(10);

create type public.t_mood as enum ('good');
create type public.t_pair as (a integer, b text);
create domain public.t_code as text;
create domain public.t_doc as json;

select is(core._fits_jsonb(t.name::regtype), t.fits, t.name)
from (
    values
    ('text', true), ('jsonb', true), ('timestamptz[]', true), ('json', false),
    ('json[]', false), ('public.t_mood', true), ('public.t_mood[]', true),
    ('public.t_code', true), ('public.t_doc', false), ('public.t_pair', false)
) as t (name, fits);

select * from finish();
rollback;
