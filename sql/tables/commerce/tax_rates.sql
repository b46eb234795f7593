-- commerce.tax_rates: what tax the products of a class bear, where and when.
--
-- A rate with a country stands before the one without. Periods of one class and country
-- cannot overlap. The constraint compares a hash of both as a range of one number:
-- btree_gist, which compares texts, is an extension that an installation may lack.

create table commerce.tax_rates (
    id bigint generated always as identity primary key,
    tax_class text not null,
    country text,
    rate_percent numeric not null,
    valid tstzrange not null default tstzrange(null, null),

    constraint tax_rates_tax_class_check
        check (tax_class ~ '^[a-z][a-z0-9_-]{0,39}$'),
    constraint tax_rates_country_check
        check (country = upper(btrim(country)) and length(country) between 1 and 60),
    constraint tax_rates_rate_percent_check
        check (rate_percent between 0 and 100 and scale(rate_percent) <= 4),
    constraint tax_rates_valid_check
        check (not isempty(valid)),
    constraint tax_rates_periods_excl
        exclude using gist (
            int8range(
                hashtextextended(tax_class || ':' || coalesce(country, ''), 0),
                hashtextextended(tax_class || ':' || coalesce(country, ''), 0),
                '[]'
            ) with &&,
            valid with &&
        )
);

-- Serves: the rate of a line of an order.
create index tax_rates_tax_class_country_idx
    on commerce.tax_rates (tax_class, country);

alter table commerce.tax_rates enable row level security;

comment on table commerce.tax_rates is
    'Tax rates per tax class, country of delivery and period.';
comment on column commerce.tax_rates.tax_class is
    'As products.tax_class; standard is the class of a product that names none.';
comment on column commerce.tax_rates.country is
    'The country of the address, in upper case; null: every other country.';
comment on column commerce.tax_rates.rate_percent is 'Units: percent.';
comment on column commerce.tax_rates.valid is
    'The period; without an end it lasts.';
