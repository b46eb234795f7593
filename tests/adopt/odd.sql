-- Tables as awkward as Postgres allows: reserved and mixed names, keys of several columns,
-- generated columns, arrays, types of others, no key, partitions, a trigger of their own.

create schema "Odd Ones";
create domain "Odd Ones".short as text check (length(value) < 20);
create type public.mood as enum ('good', 'bad');

create table public."order" (
    "Tenant" integer not null,
    "select" timestamptz not null,
    mood public.mood,
    tags text[] not null default '{}',
    detail json,
    "Secret Word" text,
    amount numeric,
    doubled numeric generated always as (amount * 2) stored,
    primary key ("Tenant", "select")
);
create table "Odd Ones"."It's one" (
    id "Odd Ones".short primary key,
    seen date,
    body text
);
create table public.keyless (note text, at timestamptz default now());
create table public.parts (id integer, at date, primary key (id, at)) partition by range (at);
create table public.parts_now partition of public.parts for values from ('2000-01-01') to (maxvalue);
create table public.tasks (
    id integer generated always as identity primary key,
    title text not null,
    done boolean not null default false,
    created_at timestamp not null default now()
);
create function public.stamp() returns trigger language plpgsql as $$
begin
    new.title := trim(new.title);
    return new;
end;
$$;
create trigger a_stamp before insert or update on public.tasks
for each row execute function public.stamp();
