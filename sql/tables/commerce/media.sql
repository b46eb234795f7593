-- commerce.media: the places of images at a product, in the order of its page.
--
-- The image itself is a version (commerce.media_versions): it can be replaced while its
-- place, its alternative text and its variant stay.

create table commerce.media (
    id bigint generated always as identity primary key,
    product_id bigint not null references commerce.products (id) on delete restrict,
    variant_id bigint references commerce.variants (id) on delete set null,
    position integer not null,
    alt_text text not null default '',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    unique (id, product_id),
    constraint media_position_check
        check (position between 0 and 1000000),
    constraint media_alt_text_check
        check (length(alt_text) <= 200)
);

-- Serves: list_media, the images of a product in order; covers the foreign key.
create index media_product_id_position_id_idx
    on commerce.media (product_id, position, id);
-- Covers the foreign key of the variant.
create index media_variant_id_idx on commerce.media (variant_id);

alter table commerce.media enable row level security;

comment on table commerce.media is
    'Images of products: place, alternative text, variant. The files are versions.';
comment on column commerce.media.variant_id is
    'The variant that it shows; null: the product as a whole.';
comment on column commerce.media.position is
    'The order on the page of the product; equal positions by id.';
comment on column commerce.media.version is
    'Raised by each change of this row; not the version of the image.';
