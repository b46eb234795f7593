"""The RPCs of commerce, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class ActivateMediaVersion(TypedDict):
    media_id: "int"
    version: "int"
    replaced_version: "int | None"


class AdjustStock(TypedDict):
    sku: "str"
    location: "str"
    on_hand: "int"
    reserved: "int"
    available: "int"
    damaged: "int"
    in_transit: "int"
    safety_stock: "int"
    backorder_limit: "int"


class ApproveReorder(TypedDict):
    proposal_id: "int"
    status: "Literal['approved']"
    quantity: "int"
    purchase_order_id: "int"


class CancelOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['cancelled']"


class GetPurchaseOrder(TypedDict):
    id: "int"
    vendor: "str"
    location: "str"
    status: "Literal['draft', 'sent', 'acknowledged', 'failed', 'received', 'cancelled']"
    currency: "str"
    total_minor: "int"
    vendor_reference: "str | None"
    fault: "str | None"
    is_short: "bool"
    created_by: "str | None"
    created_at: "str"
    sent_at: "str | None"
    acknowledged_at: "str | None"
    closed_at: "str | None"
    closed_reason: "str | None"
    lines: "list[GetPurchaseOrderLine]"


class GetPurchaseOrderLine(TypedDict):
    line: "int"
    sku: "str"
    quantity: "int"
    received: "int"
    is_over: "bool"
    unit_cost_minor: "int"


class CompleteMediaUpload(TypedDict):
    media_id: "int"
    version: "int"
    status: "Literal['pending', 'ready', 'refused']"
    job_id: "int | None"


class ReserveStock(TypedDict):
    reservation_id: "int"
    status: "Literal['open', 'confirmed', 'released', 'expired', 'shipped']"
    expires_at: "str"
    lines: "list[ReserveStockLine]"


class ReserveStockLine(TypedDict):
    sku: "str"
    location: "str"
    quantity: "int"


class CountStockCountInput(TypedDict):
    sku: "str"
    counted: "int"


class GetStockTake(TypedDict):
    stock_take_id: "int"
    location: "str"
    status: "Literal['counting', 'submitted', 'approved', 'rejected']"
    opened_at: "str"
    submitted_by: "str | None"
    decided_by: "str | None"
    reason: "str | None"
    lines: "list[GetStockTakeLine]"


class GetStockTakeLine(TypedDict):
    sku: "str"
    counted: "int"
    expected: "int"
    correction: "int"
    counted_at: "str"


class ListLocationsItem(TypedDict):
    code: "str"
    name: "str"
    kind: "Literal['store', 'warehouse']"
    city: "str | None"
    position: "int"
    is_active: "bool"
    has_full_range: "bool"
    version: "int"


class CreateProductProductInput(TypedDict):
    title: "str"
    description: "NotRequired[str | None]"
    category: "NotRequired[str | None]"
    brand: "NotRequired[str | None]"
    tax_class: "NotRequired[str | None]"
    attributes: "NotRequired[dict[str, Json] | None]"
    starts_at: "NotRequired[str | None]"
    ends_at: "NotRequired[str | None]"
    variants: "NotRequired[list[CreateProductProductVariantInput]]"
    sku: "NotRequired[str]"
    options: "NotRequired[dict[str, Json] | None]"
    barcode: "NotRequired[str | None]"
    unit: "NotRequired[Literal['piece', 'gram', 'millilitre', 'millimetre'] | None]"
    weight_grams: "NotRequired[int | None]"
    length_mm: "NotRequired[int | None]"
    width_mm: "NotRequired[int | None]"
    height_mm: "NotRequired[int | None]"
    price_minor: "NotRequired[int | None]"
    sale_price_minor: "NotRequired[int | None]"
    prices: "NotRequired[list[CreateProductProductPriceInput] | None]"
    components: "NotRequired[list[CreateProductProductComponentInput] | None]"


class CreateProductProductVariantInput(TypedDict):
    sku: "str"
    options: "NotRequired[dict[str, Json] | None]"
    barcode: "NotRequired[str | None]"
    unit: "NotRequired[Literal['piece', 'gram', 'millilitre', 'millimetre'] | None]"
    weight_grams: "NotRequired[int | None]"
    length_mm: "NotRequired[int | None]"
    width_mm: "NotRequired[int | None]"
    height_mm: "NotRequired[int | None]"
    price_minor: "NotRequired[int | None]"
    sale_price_minor: "NotRequired[int | None]"
    prices: "NotRequired[list[CreateProductProductVariantPriceInput] | None]"
    components: "NotRequired[list[CreateProductProductVariantComponentInput] | None]"


class CreateProductProductVariantPriceInput(TypedDict):
    price_list: "str"
    amount_minor: "int"
    sale_amount_minor: "NotRequired[int | None]"
    valid_from: "NotRequired[str | None]"
    valid_until: "NotRequired[str | None]"


class CreateProductProductVariantComponentInput(TypedDict):
    sku: "str"
    quantity: "int"


class CreateProductProductPriceInput(TypedDict):
    price_list: "str"
    amount_minor: "int"
    sale_amount_minor: "NotRequired[int | None]"
    valid_from: "NotRequired[str | None]"
    valid_until: "NotRequired[str | None]"


class CreateProductProductComponentInput(TypedDict):
    sku: "str"
    quantity: "int"


class GetProduct(TypedDict):
    id: "int"
    title: "str"
    description: "str"
    category: "str | None"
    brand: "str | None"
    tax_class: "str"
    attributes: "dict[str, Json]"
    status: "Literal['draft', 'published', 'archived']"
    starts_at: "str | None"
    ends_at: "str | None"
    published_at: "str | None"
    deleted_at: "str | None"
    version: "int"
    created_at: "str"
    updated_at: "str"
    variants: "list[GetProductVariant]"


class GetProductVariant(TypedDict):
    id: "int"
    sku: "str"
    options: "dict[str, Json]"
    barcode: "str | None"
    unit: "Literal['piece', 'gram', 'millilitre', 'millimetre']"
    weight_grams: "int | None"
    length_mm: "int | None"
    width_mm: "int | None"
    height_mm: "int | None"
    is_bundle: "bool"
    version: "int"
    price_minor: "int | None"
    sale_price_minor: "int | None"
    prices: "list[GetProductVariantPrice]"
    components: "list[GetProductVariantComponent]"


class GetProductVariantPrice(TypedDict):
    price_list: "str"
    currency: "str"
    amount_minor: "int"
    sale_amount_minor: "int | None"
    valid_from: "str | None"
    valid_until: "str | None"


class GetProductVariantComponent(TypedDict):
    sku: "str"
    quantity: "int"


class DeleteMedia(TypedDict):
    media_id: "int"
    product_id: "int"


class ShipOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    parcels: "list[int]"


class DismissReorder(TypedDict):
    proposal_id: "int"
    status: "Literal['dismissed']"


class GetOrder(TypedDict):
    id: "int"
    version: "int"
    status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    user_id: "str"
    currency: "str"
    ship_to: "GetOrderShipTo"
    reservation_id: "int"
    lines: "list[GetOrderLine]"
    parcels: "dict[str, GetOrderParcel]"
    returned: "dict[str, int]"
    subtotal_minor: "int"
    discount_minor: "int"
    tax_minor: "int"
    total_minor: "int"
    paid_minor: "int"
    refunded_minor: "int"
    placed_at: "str"
    payment_due_at: "str"
    paid_at: "NotRequired[str]"
    payment: "NotRequired[GetOrderPayment]"
    cancelled_at: "NotRequired[str]"
    cancel_reason: "NotRequired[str | None]"
    changed_at: "str"


class GetOrderShipTo(TypedDict):
    name: "str"
    street: "str"
    city: "str"
    country: "str"
    postal_code: "NotRequired[str]"
    region: "NotRequired[str]"
    phone: "NotRequired[str]"


class GetOrderLine(TypedDict):
    line: "int"
    variant_id: "int"
    sku: "str"
    title: "str"
    quantity: "int"
    unit_price_minor: "int"
    discount_minor: "int"
    tax_rate: "float"
    has_tax_included: "bool"
    tax_minor: "int"
    total_minor: "int"
    components: "NotRequired[dict[str, int]]"


class GetOrderParcel(TypedDict):
    location_id: "int"
    location: "str"
    status: "Literal['waiting', 'open', 'packed', 'shipped', 'delivered', 'cancelled']"
    pieces: "dict[str, int]"
    packed_at: "NotRequired[str]"
    shipped_at: "NotRequired[str]"
    delivered_at: "NotRequired[str]"
    tracking: "NotRequired[str | None]"


class GetOrderPayment(TypedDict):
    currency: "NotRequired[str]"
    method: "NotRequired[str]"
    reference: "NotRequired[str]"


class GetStock(TypedDict):
    sku: "str"
    unit: "Literal['piece', 'gram', 'millilitre', 'millimetre']"
    available: "int"
    on_hand: "NotRequired[int]"
    reserved: "NotRequired[int]"
    in_transit: "NotRequired[int]"
    locations: "list[GetStockLocation]"


class GetStockLocation(TypedDict):
    location: "str"
    available: "int"
    on_hand: "NotRequired[int]"
    reserved: "NotRequired[int]"
    damaged: "NotRequired[int]"
    in_transit: "NotRequired[int]"
    safety_stock: "NotRequired[int]"
    backorder_limit: "NotRequired[int]"


class InventoryTurnover(TypedDict):
    key: "str | None"
    name: "str | None"
    sold_quantity: "int"
    opening_quantity: "int"
    closing_quantity: "int"
    turnover: "float | None"
    as_of: "str"


class ListLocations(TypedDict):
    items: "list[ListLocationsItem]"
    next: "str | None"


class ListMedia(TypedDict):
    items: "list[ListMediaItem]"
    next: "str | None"


class ListMediaItem(TypedDict):
    media_id: "int"
    sku: "str | None"
    position: "int"
    alt_text: "str"
    version: "int"
    image: "ListMediaItemImage | None"


class ListMediaItemImage(TypedDict):
    version: "int"
    content_type: "str"
    width: "int"
    height: "int"
    dominant_colour: "str"
    url: "str"
    renditions: "list[ListMediaVersionsItemRendition]"


class ListMediaVersionsItemRendition(TypedDict):
    name: "Literal['thumb', 'card', 'full']"
    format: "Literal['webp', 'avif']"
    width: "int"
    height: "int"
    bytes: "int"
    url: "str"


class ListMediaVersions(TypedDict):
    items: "list[ListMediaVersionsItem]"
    next: "str | None"


class ListMediaVersionsItem(TypedDict):
    media_id: "int"
    version: "int"
    status: "Literal['pending', 'ready', 'refused']"
    is_active: "bool"
    fault: "str | None"
    fault_detail: "str | None"
    hint: "str | None"
    upload_key: "str"
    upload: "ListMediaVersionsItemUpload | None"
    content_type: "str | None"
    bytes: "int | None"
    sha256: "str | None"
    width: "int | None"
    height: "int | None"
    orientation: "int | None"
    dominant_colour: "str | None"
    url: "str | None"
    renditions: "list[ListMediaVersionsItemRendition]"
    registered_at: "str"
    decided_at: "str | None"


class ListMediaVersionsItemUpload(TypedDict):
    method: "str"
    url: "str"
    headers: "dict[str, str]"
    fields: "dict[str, str]"
    expires_at: "str"


class ListOrderEvents(TypedDict):
    items: "list[ListOrderEventsItem]"
    next: "str | None"


class ListOrderEventsItem(TypedDict):
    version: "int"
    type: "str"
    command: "str"
    from_status: "Literal['new'] | Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    to_status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    payload: "dict[str, Json]"
    actor_id: "str | None"
    at: "str"


class ListOrders(TypedDict):
    items: "list[ListOrdersItem]"
    next: "str | None"


class ListOrdersItem(TypedDict):
    id: "int"
    version: "int"
    status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    user_id: "str"
    currency: "str"
    total_minor: "int"
    paid_minor: "int"
    refunded_minor: "int"
    placed_at: "str"
    payment_due_at: "str"


class ListParcels(TypedDict):
    items: "list[ListParcelsItem]"
    next: "str | None"


class ListParcelsItem(TypedDict):
    order_id: "int"
    parcel: "int"
    location: "str"
    status: "Literal['waiting', 'open', 'packed', 'shipped', 'delivered', 'cancelled']"
    tracking: "str | None"
    ship_to: "GetOrderShipTo"
    packed_at: "str | None"
    shipped_at: "str | None"
    delivered_at: "str | None"
    pieces: "list[ListParcelsItemPiece]"


class ListParcelsItemPiece(TypedDict):
    sku: "str"
    quantity: "int"


class ListPriceLists(TypedDict):
    items: "list[ListPriceListsItem]"
    next: "None"


class ListPriceListsItem(TypedDict):
    code: "str"
    currency: "str"
    is_default: "bool"
    has_tax_included: "bool"


class ListProducts(TypedDict):
    items: "list[ListProductsItem]"
    next: "str | None"


class ListProductsItem(TypedDict):
    id: "int"
    title: "str"
    category: "str | None"
    brand: "str | None"
    status: "Literal['draft', 'published', 'archived']"
    starts_at: "str | None"
    ends_at: "str | None"
    published_at: "str | None"
    deleted_at: "str | None"
    version: "int"
    updated_at: "str"
    skus: "list[str] | None"
    price_minor: "int | None"


class ListPurchaseOrders(TypedDict):
    items: "list[ListPurchaseOrdersItem]"
    next: "str | None"


class ListPurchaseOrdersItem(TypedDict):
    id: "int"
    vendor: "str"
    location: "str"
    status: "Literal['draft', 'sent', 'acknowledged', 'failed', 'received', 'cancelled']"
    currency: "str"
    total_minor: "int"
    vendor_reference: "str | None"
    fault: "str | None"
    is_short: "bool"
    created_by: "str | None"
    created_at: "str"
    sent_at: "str | None"
    acknowledged_at: "str | None"
    closed_at: "str | None"
    closed_reason: "str | None"


class ListReorderProposals(TypedDict):
    items: "list[ListReorderProposalsItem]"
    next: "str | None"


class ListReorderProposalsItem(TypedDict):
    id: "int"
    sku: "str"
    location: "str"
    vendor: "str"
    quantity: "int"
    pack_size: "int"
    unit_cost_minor: "int"
    cost_minor: "int"
    currency: "str"
    reasons: "ListReorderProposalsItemReasons"
    status: "Literal['open', 'approved', 'ordered', 'dismissed']"
    purchase_order_id: "int | None"
    created_at: "str"
    updated_at: "str"
    decided_by: "str | None"
    decided_at: "str | None"
    decided_reason: "str | None"


class ListReorderProposalsItemReasons(TypedDict):
    method: "Literal['min_max', 'demand']"
    on_hand: "int"
    reserved: "int"
    in_transit: "int"
    purchased: "int"
    mean_daily: "float"
    deviation_daily: "float"
    lead_days: "int"
    wait_days: "int"
    reorder_point: "int"
    target: "int"
    pack_size: "int"


class ListReorderRules(TypedDict):
    items: "list[ListReorderRulesItem]"
    next: "str | None"


class ListReorderRulesItem(TypedDict):
    variant_id: "int"
    location_id: "int"
    sku: "str"
    location: "str"
    vendor: "str"
    method: "Literal['min_max', 'demand']"
    minimum: "int | None"
    maximum: "int | None"
    pack_size: "int"
    service_factor: "float"
    cover_days: "int"
    lead_time_days: "int | None"
    unit_cost_minor: "int"
    currency: "str"
    is_enabled: "bool"
    version: "int"
    updated_at: "str"


class ListReservations(TypedDict):
    items: "list[ListReservationsItem]"
    next: "str | None"


class ListReservationsItem(TypedDict):
    reservation_id: "int"
    status: "Literal['open', 'confirmed', 'released', 'expired', 'shipped']"
    expires_at: "str"
    lines: "list[ReserveStockLine]"
    user_id: "str | None"
    order_id: "int | None"
    created_at: "str"


class ListStockMovements(TypedDict):
    items: "list[ListStockMovementsItem]"
    next: "str | None"


class ListStockMovementsItem(TypedDict):
    id: "int"
    type: "str"
    quantity: "int"
    from_state: (
        "Literal['supplier', 'on_hand', 'reserved', 'damaged', 'in_transit', 'sold', 'adjustment']"
    )
    from_location: "str | None"
    to_state: (
        "Literal['supplier', 'on_hand', 'reserved', 'damaged', 'in_transit', 'sold', 'adjustment']"
    )
    to_location: "str | None"
    reason: "str | None"
    reference: "str | None"
    actor_id: "str | None"
    effective_at: "str"
    created_at: "str"


class ListStockTakes(TypedDict):
    items: "list[ListStockTakesItem]"
    next: "str | None"


class ListStockTakesItem(TypedDict):
    stock_take_id: "int"
    location: "str"
    status: "Literal['counting', 'submitted', 'approved', 'rejected']"
    opened_by: "str | None"
    opened_at: "str"
    submitted_by: "str | None"
    submitted_at: "str | None"
    decided_by: "str | None"
    decided_at: "str | None"
    reason: "str | None"


class ListSyncConflicts(TypedDict):
    items: "list[ListSyncConflictsItem]"
    next: "str | None"


class ListSyncConflictsItem(TypedDict):
    conflict_id: "int"
    entity: "Literal['product', 'inventory', 'order']"
    external_id: "str"
    field: "str"
    pms: "ListSyncConflictsItemPms | None"
    ours: "ListSyncConflictsItemOurs | None"
    policy: "Literal['pms_wins', 'we_win', 'newest', 'ask']"
    reason: "Literal['concurrent', 'contradiction', 'refused']"
    fault: "str | None"
    created_at: "str"


class ListSyncConflictsItemPms(TypedDict):
    value: "Json"
    version: "int"
    at: "str"
    seen: "int"


class ListSyncConflictsItemOurs(TypedDict):
    value: "Json"
    version: "int"
    at: "str"
    seen: "int"


class ListSyncPolicies(TypedDict):
    items: "list[ListSyncPoliciesItem]"
    next: "None"


class ListSyncPoliciesItem(TypedDict):
    entity: "Literal['product', 'inventory', 'order']"
    field: "str"
    policy: "Literal['pms_wins', 'we_win', 'newest', 'ask']"


class ListTaxRates(TypedDict):
    items: "list[ListTaxRatesItem]"
    next: "str | None"


class ListTaxRatesItem(TypedDict):
    id: "int"
    tax_class: "str"
    country: "str | None"
    rate_percent: "float"
    valid_from: "str | None"
    valid_until: "str | None"


class ListTransfers(TypedDict):
    items: "list[TransferStock]"
    next: "str | None"


class TransferStock(TypedDict):
    transfer_id: "int"
    sku: "str"
    from_location: "str"
    to_location: "str"
    quantity: "int"
    received: "int"
    lost: "int"
    in_transit: "int"
    reference: "str | None"
    sent_at: "str"
    ended_at: "str | None"


class ListVendors(TypedDict):
    items: "list[ListVendorsItem]"
    next: "str | None"


class ListVendorsItem(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    currency: "str"
    lead_time_days: "int"
    order_days: "list[int]"
    timezone: "str"
    approval_limit_minor: "int"
    api_url: "str | None"
    webhook_source: "str | None"
    is_active: "bool"
    version: "int"
    created_at: "str"
    updated_at: "str"


class LowStock(TypedDict):
    sku: "str"
    title: "str"
    free_quantity: "int"
    minimum: "int"
    missing: "int"
    as_of: "str"


class PackOrderParcelInput(TypedDict):
    parcel: "int"
    sku: "NotRequired[str | None]"
    quantity: "NotRequired[int | None]"


class PackOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    parcels: "list[PackOrderParcel]"


class PackOrderParcel(TypedDict):
    parcel: "int"
    pieces: "dict[str, int]"
    rest: "NotRequired[PackOrderParcelRest]"


class PackOrderParcelRest(TypedDict):
    parcel: "int"
    pieces: "dict[str, int]"


class PayOrderPaymentInput(TypedDict):
    amount_minor: "int"
    currency: "NotRequired[str | None]"
    method: "NotRequired[str | None]"
    reference: "NotRequired[str | None]"


class PayOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['paid']"


class PlaceOrderLineInput(TypedDict):
    sku: "str"
    quantity: "int"
    location: "NotRequired[str | None]"


class PlaceOrderShipToInput(TypedDict):
    name: "str"
    street: "str"
    city: "str"
    country: "str"
    postal_code: "NotRequired[str | None]"
    region: "NotRequired[str | None]"
    phone: "NotRequired[str | None]"


class PlaceOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['placed']"
    currency: "str"
    total_minor: "int"
    tax_minor: "int"
    payment_due_at: "str"


class ProductPage(TypedDict):
    id: "int"
    title: "str"
    description: "str"
    attributes: "dict[str, Json]"
    starts_at: "str | None"
    ends_at: "str | None"
    as_of: "str"
    variants: "list[ProductPageVariant]"


class ProductPageVariant(TypedDict):
    sku: "str"
    options: "dict[str, Json]"
    unit: "Literal['piece', 'gram', 'millilitre', 'millimetre']"
    currency: "str | None"
    price_minor: "int | None"
    sale_price_minor: "int | None"
    available: "int"
    locations: "list[ProductPageVariantLocation]"


class ProductPageVariantLocation(TypedDict):
    location: "str"
    available: "int"


class ValidateRecord(TypedDict):
    field: "str | None"
    code: "str"
    message: "str"
    severity: "Literal['error', 'warning']"


class PushPmsChangesChangeInput(TypedDict):
    entity: "Literal['product', 'inventory', 'order']"
    external_id: "str"
    version: "int"
    at: "str"
    seen: "NotRequired[int | None]"
    fields: "PushPmsChangesChangeFieldsInput"


class PushPmsChangesChangeFieldsInput(TypedDict):
    sku: "NotRequired[str]"
    title: "NotRequired[str]"
    description: "NotRequired[str]"
    category: "NotRequired[str | None]"
    price_minor: "NotRequired[int | None]"
    deleted: "NotRequired[bool]"
    on_hand: "NotRequired[int]"
    status: "NotRequired[Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']]"


class PushPmsChange(TypedDict):
    entity: "Literal['product', 'inventory', 'order']"
    external_id: "str"
    outcome: "Literal['applied', 'kept', 'conflict', 'duplicate']"
    version: "int"
    conflicts: "list[str]"


class RebuildOrders(TypedDict):
    operation_id: "int"


class ReceivePurchaseLineInput(TypedDict):
    sku: "str"
    quantity: "int"


class RecordSalesRowInput(TypedDict):
    sku: "str"
    location: "str"
    quantity: "int"
    amount_minor: "int"
    sold_at: "str"
    currency: "NotRequired[str | None]"
    reference: "NotRequired[str | None]"


class RecordSales(TypedDict):
    recorded: "int"
    repeated: "int"


class RefundOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"
    amount_minor: "int"


class RegisterMediaMetaInput(TypedDict):
    type: "Literal['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']"
    media_id: "NotRequired[int | None]"
    sku: "NotRequired[str | None]"
    position: "NotRequired[int | None]"
    alt_text: "NotRequired[str | None]"
    file_name: "NotRequired[str | None]"
    bytes: "NotRequired[int | None]"
    sha256: "NotRequired[str | None]"


class RegisterMedia(TypedDict):
    media_id: "int"
    version: "int"
    status: "Literal['pending']"
    upload_key: "str"
    upload: "None"


class ReserveStockLineInput(TypedDict):
    sku: "str"
    quantity: "int"
    location: "NotRequired[str | None]"


class ResolveConflict(TypedDict):
    conflict_id: "int"
    entity: "Literal['product', 'inventory', 'order']"
    external_id: "str"
    field: "str"
    value: "Json"
    version: "int"


class ReturnOrderLineInput(TypedDict):
    sku: "str"
    quantity: "int"
    location: "str"
    state: "Literal['on_hand', 'damaged']"


class ReturnOrder(TypedDict):
    order_id: "int"
    version: "int"
    status: "Literal['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded']"


class SalesSummary(TypedDict):
    key: "str | None"
    name: "str | None"
    currency: "str"
    quantity: "int"
    amount_minor: "int"
    as_of: "str"


class SetReorderRuleRuleInput(TypedDict):
    vendor: "str"
    method: "Literal['min_max', 'demand']"
    minimum: "NotRequired[int | None]"
    maximum: "NotRequired[int | None]"
    pack_size: "NotRequired[int | None]"
    service_factor: "NotRequired[float | None]"
    cover_days: "NotRequired[int | None]"
    lead_time_days: "NotRequired[int | None]"
    unit_cost_minor: "int"
    is_enabled: "NotRequired[bool]"


class SetReorderRule(TypedDict):
    sku: "str"
    location: "str"
    version: "int"
    is_enabled: "bool"


class SetVendorVendorInput(TypedDict):
    name: "str"
    currency: "str"
    lead_time_days: "NotRequired[int | None]"
    order_days: "NotRequired[list[int] | None]"
    timezone: "NotRequired[str | None]"
    approval_limit_minor: "NotRequired[int | None]"
    api_url: "NotRequired[str | None]"
    webhook_source: "NotRequired[str | None]"
    is_active: "NotRequired[bool]"


class StockAgeing(TypedDict):
    key: "str | None"
    name: "str | None"
    quantity: "int"
    days_0_30: "int"
    days_31_60: "int"
    days_61_90: "int"
    days_over_90: "int"
    as_of: "str"


class StockAsOf(TypedDict):
    sku: "str"
    at: "str"
    locations: "list[StockAsOfLocation]"


class StockAsOfLocation(TypedDict):
    location: "str"
    on_hand: "int"
    reserved: "int"
    damaged: "int"
    in_transit: "int"


class SyncStatus(TypedDict):
    source: "str"
    is_connected: "bool"
    last_success_at: "str | None"
    lag_seconds: "int | None"
    last_run: "SyncStatusLastRun | None"
    records: "dict[str, int]"
    open_conflicts: "int"
    next_run_at: "str | None"


class SyncStatusLastRun(TypedDict):
    run_id: "int"
    kind: "Literal['full', 'incremental']"
    is_dry_run: "bool"
    status: "Literal['running', 'succeeded', 'failed', 'interrupted']"
    started_at: "str"
    finished_at: "str | None"
    counts: "dict[str, int]"
    fault: "str | None"


class TopMover(TypedDict):
    sku: "str"
    title: "str"
    quantity: "int"
    quantity_before: "int"
    change: "int"
    change_percent: "float | None"
    as_of: "str"


class UpdateMediaPatchInput(TypedDict):
    sku: "NotRequired[str | None]"
    position: "NotRequired[int | None]"
    alt_text: "NotRequired[str | None]"


class UpdateMedia(TypedDict):
    media_id: "int"
    version: "int"


class UpdateProductPatchInput(TypedDict):
    title: "NotRequired[str]"
    description: "NotRequired[str | None]"
    category: "NotRequired[str | None]"
    brand: "NotRequired[str | None]"
    tax_class: "NotRequired[str | None]"
    attributes: "NotRequired[dict[str, Json] | None]"
    starts_at: "NotRequired[str | None]"
    ends_at: "NotRequired[str | None]"
    variants: "NotRequired[list[UpdateProductPatchVariantInput]]"
    sku: "NotRequired[str]"
    options: "NotRequired[dict[str, Json] | None]"
    barcode: "NotRequired[str | None]"
    unit: "NotRequired[Literal['piece', 'gram', 'millilitre', 'millimetre'] | None]"
    weight_grams: "NotRequired[int | None]"
    length_mm: "NotRequired[int | None]"
    width_mm: "NotRequired[int | None]"
    height_mm: "NotRequired[int | None]"
    price_minor: "NotRequired[int | None]"
    sale_price_minor: "NotRequired[int | None]"
    prices: "NotRequired[list[UpdateProductPatchPriceInput] | None]"
    components: "NotRequired[list[UpdateProductPatchComponentInput] | None]"


class UpdateProductPatchVariantInput(TypedDict):
    sku: "str"
    options: "NotRequired[dict[str, Json] | None]"
    barcode: "NotRequired[str | None]"
    unit: "NotRequired[Literal['piece', 'gram', 'millilitre', 'millimetre'] | None]"
    weight_grams: "NotRequired[int | None]"
    length_mm: "NotRequired[int | None]"
    width_mm: "NotRequired[int | None]"
    height_mm: "NotRequired[int | None]"
    price_minor: "NotRequired[int | None]"
    sale_price_minor: "NotRequired[int | None]"
    prices: "NotRequired[list[UpdateProductPatchVariantPriceInput] | None]"
    components: "NotRequired[list[UpdateProductPatchVariantComponentInput] | None]"


class UpdateProductPatchVariantPriceInput(TypedDict):
    price_list: "str"
    amount_minor: "int"
    sale_amount_minor: "NotRequired[int | None]"
    valid_from: "NotRequired[str | None]"
    valid_until: "NotRequired[str | None]"


class UpdateProductPatchVariantComponentInput(TypedDict):
    sku: "str"
    quantity: "int"


class UpdateProductPatchPriceInput(TypedDict):
    price_list: "str"
    amount_minor: "int"
    sale_amount_minor: "NotRequired[int | None]"
    valid_from: "NotRequired[str | None]"
    valid_until: "NotRequired[str | None]"


class UpdateProductPatchComponentInput(TypedDict):
    sku: "str"
    quantity: "int"


class Commerce:
    """The RPCs of commerce."""

    _call: Call

    def activate_media_version(self, *, media_id: int, version: int) -> ActivateMediaVersion:
        """Make a ready version of an image the active one."""
        return self._call(
            "activate_media_version", given({"media_id": media_id, "version": version})
        )

    def adjust_stock(
        self,
        *,
        sku: str,
        location: str,
        delta: int,
        reason: str,
        reference: str | None = None,
        idempotency_key: str | None = None,
        effective_at: str | None = None,
    ) -> AdjustStock:
        """Change the stock on hand of a SKU at a location by `delta`."""
        return self._call(
            "adjust_stock",
            given(
                {"sku": sku, "location": location, "delta": delta, "reason": reason},
                reference=reference,
                idempotency_key=idempotency_key,
                effective_at=effective_at,
            ),
        )

    def approve_reorder(
        self, *, proposal_id: int, quantity: int | None = None, idempotency_key: str | None = None
    ) -> ApproveReorder:
        """Approve an open proposal."""
        return self._call(
            "approve_reorder",
            given({"proposal_id": proposal_id}, quantity=quantity, idempotency_key=idempotency_key),
        )

    def cancel_order(
        self, *, order_id: int, reason: str | None = None, expected_version: int | None = None
    ) -> CancelOrder:
        """Cancel an order and release its stock; for its customer and app role admin."""
        return self._call(
            "cancel_order",
            given({"order_id": order_id}, reason=reason, expected_version=expected_version),
        )

    def cancel_purchase(self, *, purchase_order_id: int, reason: str) -> GetPurchaseOrder:
        """Cancel a purchase order of which nothing has come."""
        return self._call(
            "cancel_purchase", given({"purchase_order_id": purchase_order_id, "reason": reason})
        )

    def complete_media_upload(self, *, media_id: int, version: int) -> CompleteMediaUpload:
        """Say that a file was uploaded."""
        return self._call(
            "complete_media_upload", given({"media_id": media_id, "version": version})
        )

    def confirm_purchase(
        self, *, purchase_order_id: int, vendor_reference: str
    ) -> GetPurchaseOrder:
        """Record the vendor's reference of an order that was placed by telephone or mail."""
        return self._call(
            "confirm_purchase",
            given({"purchase_order_id": purchase_order_id, "vendor_reference": vendor_reference}),
        )

    def confirm_reservation(self, *, reservation_id: int) -> ReserveStock:
        """Keep what an open reservation holds."""
        return self._call("confirm_reservation", given({"reservation_id": reservation_id}))

    def count_stock(
        self, *, stock_take_id: int, counts: list[CountStockCountInput]
    ) -> GetStockTake:
        """Enter up to 500 counts into an open stock take."""
        return self._call("count_stock", given({"stock_take_id": stock_take_id, "counts": counts}))

    def create_location(
        self,
        *,
        code: str,
        name: str,
        kind: str | None = None,
        city: str | None = None,
        pick_position: int | None = None,
        has_full_range: bool | None = None,
    ) -> ListLocationsItem:
        """Add a location; for app role admin."""
        return self._call(
            "create_location",
            given(
                {"code": code, "name": name},
                kind=kind,
                city=city,
                pick_position=pick_position,
                has_full_range=has_full_range,
            ),
        )

    def create_product(
        self, *, product: CreateProductProductInput, idempotency_key: str | None = None
    ) -> GetProduct:
        """Create a product as a draft; for app roles admin and buyer."""
        return self._call(
            "create_product", given({"product": product}, idempotency_key=idempotency_key)
        )

    def decide_stock_take(
        self, *, stock_take_id: int, is_approved: bool, reason: str | None = None
    ) -> GetStockTake:
        """Approve a submitted stock take, which posts its corrections, or reject it."""
        return self._call(
            "decide_stock_take",
            given({"stock_take_id": stock_take_id, "is_approved": is_approved}, reason=reason),
        )

    def delete_media(self, *, media_id: int) -> DeleteMedia:
        """Delete an image of a product, with all its versions."""
        return self._call("delete_media", given({"media_id": media_id}))

    def delete_product(self, *, product_id: int, expected_version: int | None = None) -> GetProduct:
        """Delete a product that has no stock, no open reservation and is in no bundle."""
        return self._call(
            "delete_product", given({"product_id": product_id}, expected_version=expected_version)
        )

    def deliver_order(
        self,
        *,
        order_id: int,
        parcels: list[int] | None = None,
        expected_version: int | None = None,
    ) -> ShipOrder:
        """Record that parcels have arrived; for app role admin, and warehouse at its locations."""
        return self._call(
            "deliver_order",
            given({"order_id": order_id}, parcels=parcels, expected_version=expected_version),
        )

    def dismiss_reorder(self, *, proposal_id: int, reason: str) -> DismissReorder:
        """Dismiss an open proposal."""
        return self._call("dismiss_reorder", given({"proposal_id": proposal_id, "reason": reason}))

    def get_order(self, *, order_id: int) -> GetOrder:
        """One order; customers see their own, an admin all."""
        return self._call("get_order", given({"order_id": order_id}))

    def get_product(self, *, product_id: int) -> GetProduct:
        """A product with its variants, prices and components."""
        return self._call("get_product", given({"product_id": product_id}))

    def get_purchase_order(self, *, purchase_order_id: int) -> GetPurchaseOrder:
        """A purchase order with its lines."""
        return self._call("get_purchase_order", given({"purchase_order_id": purchase_order_id}))

    def get_stock(self, *, sku: str) -> GetStock:
        """The stock of a SKU, in all and by location."""
        return self._call("get_stock", given({"sku": sku}))

    def get_stock_take(self, *, stock_take_id: int) -> GetStockTake:
        """A stock take with its lines."""
        return self._call("get_stock_take", given({"stock_take_id": stock_take_id}))

    def inventory_turnover(self, *, since: str, until: str, by: str) -> list[InventoryTurnover]:
        """Turnover from `since` to `until`, both included: what was sold per mean stock."""
        return self._call("inventory_turnover", given({"since": since, "until": until, "by": by}))

    def list_locations(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListLocations:
        """Stores and warehouses by code."""
        return self._call("list_locations", given({}, after=after, page_size=page_size))

    def list_media(
        self, *, product_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListMedia:
        """The images of a product that the caller may see, in order."""
        return self._call(
            "list_media", given({"product_id": product_id}, after=after, page_size=page_size)
        )

    def list_media_versions(
        self, *, media_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListMediaVersions:
        """The versions of an image for staff, newest first."""
        return self._call(
            "list_media_versions", given({"media_id": media_id}, after=after, page_size=page_size)
        )

    def list_order_events(
        self, *, order_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListOrderEvents:
        """The events of an order, oldest first; for its customer and app role admin."""
        return self._call(
            "list_order_events", given({"order_id": order_id}, after=after, page_size=page_size)
        )

    def list_orders(
        self, *, status: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListOrders:
        """Orders, newest first; customers list their own, an admin all."""
        return self._call("list_orders", given({}, status=status, after=after, page_size=page_size))

    def list_parcels(
        self,
        *,
        location: str | None = None,
        status: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListParcels:
        """Parcels, oldest orders first; warehouse staff lists those of their locations."""
        return self._call(
            "list_parcels",
            given({}, location=location, status=status, after=after, page_size=page_size),
        )

    def list_price_lists(
        self,
    ) -> ListPriceLists:
        """The price lists by code."""
        return self._call("list_price_lists", given({}))

    def list_products(
        self,
        *,
        search: str | None = None,
        status: str | None = None,
        category: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListProducts:
        """Products by search, status and category, in the order of their ids."""
        return self._call(
            "list_products",
            given(
                {},
                search=search,
                status=status,
                category=category,
                after=after,
                page_size=page_size,
            ),
        )

    def list_purchase_orders(
        self, *, status: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListPurchaseOrders:
        """Purchase orders, newest first, without their lines."""
        return self._call(
            "list_purchase_orders", given({}, status=status, after=after, page_size=page_size)
        )

    def list_reorder_proposals(
        self, *, status: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListReorderProposals:
        """Proposals of a status, for staff, in the order they came."""
        return self._call(
            "list_reorder_proposals", given({}, status=status, after=after, page_size=page_size)
        )

    def list_reorder_rules(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListReorderRules:
        """Reorder rules, for staff, by SKU and location."""
        return self._call("list_reorder_rules", given({}, after=after, page_size=page_size))

    def list_reservations(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListReservations:
        """Reservations, newest first; customers list their own, admin and warehouse all."""
        return self._call("list_reservations", given({}, after=after, page_size=page_size))

    def list_stock_movements(
        self,
        *,
        sku: str,
        location: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListStockMovements:
        """The movements of a SKU, newest first."""
        return self._call(
            "list_stock_movements",
            given({"sku": sku}, location=location, after=after, page_size=page_size),
        )

    def list_stock_takes(
        self, *, location: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListStockTakes:
        """Stock takes, newest first; the warehouse lists those of its locations."""
        return self._call(
            "list_stock_takes", given({}, location=location, after=after, page_size=page_size)
        )

    def list_sync_conflicts(
        self, *, source: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListSyncConflicts:
        """Open conflicts of a source, the oldest first."""
        return self._call(
            "list_sync_conflicts", given({}, source=source, after=after, page_size=page_size)
        )

    def list_sync_policies(self, *, source: str | None = None) -> ListSyncPolicies:
        """The policies of a source, by entity and field."""
        return self._call("list_sync_policies", given({}, source=source))

    def list_tax_rates(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListTaxRates:
        """The tax rates in the order in which they were entered."""
        return self._call("list_tax_rates", given({}, after=after, page_size=page_size))

    def list_transfers(
        self, *, location: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListTransfers:
        """Transfers, newest first; the warehouse lists those from and to its locations."""
        return self._call(
            "list_transfers", given({}, location=location, after=after, page_size=page_size)
        )

    def list_vendors(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListVendors:
        """The vendors, for staff, in the order of their ids."""
        return self._call("list_vendors", given({}, after=after, page_size=page_size))

    def low_stock(self, *, location: str) -> list[LowStock]:
        """SKUs of which a location has fewer free pieces than their minimum."""
        return self._call("low_stock", given({"location": location}))

    def open_stock_take(self, *, location: str) -> GetStockTake:
        """Open a stock take of a location."""
        return self._call("open_stock_take", given({"location": location}))

    def order_as_of(
        self, *, order_id: int, version: int | None = None, at: str | None = None
    ) -> GetOrder:
        """An order as get_order showed it at a version or a time; one of both is sent."""
        return self._call("order_as_of", given({"order_id": order_id}, version=version, at=at))

    def pack_order(
        self,
        *,
        order_id: int,
        parcels: list[PackOrderParcelInput] | None = None,
        expected_version: int | None = None,
    ) -> PackOrder:
        """Pack open parcels of an order; for app role admin, and warehouse at its locations."""
        return self._call(
            "pack_order",
            given({"order_id": order_id}, parcels=parcels, expected_version=expected_version),
        )

    def pay_order(
        self,
        *,
        order_id: int,
        payment: PayOrderPaymentInput,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> PayOrder:
        """Record the payment of an order; for app role admin and for servers."""
        return self._call(
            "pay_order",
            given(
                {"order_id": order_id, "payment": payment},
                expected_version=expected_version,
                idempotency_key=idempotency_key,
            ),
        )

    def place_order(
        self,
        *,
        lines: list[PlaceOrderLineInput],
        ship_to: PlaceOrderShipToInput,
        idempotency_key: str | None = None,
    ) -> PlaceOrder:
        """Place an order: freeze its prices, discounts and taxes, and reserve its stock."""
        return self._call(
            "place_order",
            given({"lines": lines, "ship_to": ship_to}, idempotency_key=idempotency_key),
        )

    def product_page(self, *, product_id: int) -> ProductPage:
        """A published product as a shop shows it."""
        return self._call("product_page", given({"product_id": product_id}))

    def publish_product(
        self, *, product_id: int, expected_version: int | None = None
    ) -> GetProduct:
        """Publish a draft or archived product; for app roles admin and buyer."""
        return self._call(
            "publish_product", given({"product_id": product_id}, expected_version=expected_version)
        )

    def publishable_faults(self, *, product_id: int) -> list[ValidateRecord]:
        """Every fault that publish_product would refuse a product for."""
        return self._call("publishable_faults", given({"product_id": product_id}))

    def push_pms_changes(self, *, changes: list[PushPmsChangesChangeInput]) -> list[PushPmsChange]:
        """Merge up to 1,000 changes of the PMS; the outcomes are in the order of the changes."""
        return self._call("push_pms_changes", given({"changes": changes}))

    def rebuild_orders(
        self,
    ) -> RebuildOrders:
        """Rebuild the projections of all orders from their events; for app role admin."""
        return self._call("rebuild_orders", given({}))

    def receive_purchase(
        self,
        *,
        purchase_order_id: int,
        lines: list[ReceivePurchaseLineInput],
        is_last: bool | None = None,
        idempotency_key: str | None = None,
    ) -> GetPurchaseOrder:
        """Book in a delivery of a purchase order, or a part of one."""
        return self._call(
            "receive_purchase",
            given(
                {"purchase_order_id": purchase_order_id, "lines": lines},
                is_last=is_last,
                idempotency_key=idempotency_key,
            ),
        )

    def receive_transfer(
        self,
        *,
        transfer_id: int,
        quantity: int,
        is_last: bool | None = None,
        idempotency_key: str | None = None,
    ) -> TransferStock:
        """Receive pieces of a transfer; with is_last, the rest counts as lost."""
        return self._call(
            "receive_transfer",
            given(
                {"transfer_id": transfer_id, "quantity": quantity},
                is_last=is_last,
                idempotency_key=idempotency_key,
            ),
        )

    def record_sales(
        self, *, rows: list[RecordSalesRowInput], idempotency_key: str | None = None
    ) -> RecordSales:
        """Record up to 1,000 sales over the counter and take their stock, all or none."""
        return self._call("record_sales", given({"rows": rows}, idempotency_key=idempotency_key))

    def refund_order(
        self,
        *,
        order_id: int,
        amount_minor: int | None = None,
        reason: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> RefundOrder:
        """Record a refund of a cancelled, delivered or returned order; for app role admin."""
        return self._call(
            "refund_order",
            given(
                {"order_id": order_id},
                amount_minor=amount_minor,
                reason=reason,
                expected_version=expected_version,
                idempotency_key=idempotency_key,
            ),
        )

    def register_media(
        self, *, product_id: int, meta: RegisterMediaMetaInput, idempotency_key: str | None = None
    ) -> RegisterMedia:
        """Announce an upload of an image of a product."""
        return self._call(
            "register_media",
            given({"product_id": product_id, "meta": meta}, idempotency_key=idempotency_key),
        )

    def release_reservation(self, *, reservation_id: int) -> ReserveStock:
        """Give the stock of a reservation back."""
        return self._call("release_reservation", given({"reservation_id": reservation_id}))

    def reserve_stock(
        self,
        *,
        lines: list[ReserveStockLineInput],
        expires_in: str | None = None,
        allow_partial: bool | None = None,
        idempotency_key: str | None = None,
        strategy: str | None = None,
    ) -> ReserveStock:
        """Hold stock until it is confirmed, released or expires."""
        return self._call(
            "reserve_stock",
            given(
                {"lines": lines},
                expires_in=expires_in,
                allow_partial=allow_partial,
                idempotency_key=idempotency_key,
                strategy=strategy,
            ),
        )

    def resolve_conflict(self, *, conflict_id: int, choice: str) -> ResolveConflict:
        """Resolve an open conflict by `choice`: pms or ours."""
        return self._call("resolve_conflict", given({"conflict_id": conflict_id, "choice": choice}))

    def restore_product(self, *, product_id: int) -> GetProduct:
        """Restore a deleted product as a draft, or archived if it was published."""
        return self._call("restore_product", given({"product_id": product_id}))

    def retry_purchase(self, *, purchase_order_id: int) -> GetPurchaseOrder:
        """Send a failed purchase order again."""
        return self._call("retry_purchase", given({"purchase_order_id": purchase_order_id}))

    def return_order(
        self,
        *,
        order_id: int,
        lines: list[ReturnOrderLineInput],
        reason: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> ReturnOrder:
        """Take back shipped pieces; for app role admin, and warehouse at its locations."""
        return self._call(
            "return_order",
            given(
                {"order_id": order_id, "lines": lines},
                reason=reason,
                expected_version=expected_version,
                idempotency_key=idempotency_key,
            ),
        )

    def sales_summary(self, *, since: str, until: str, by: str) -> list[SalesSummary]:
        """Sales minus returns from `since` to `until`, both included, `by` a grouping."""
        return self._call("sales_summary", given({"since": since, "until": until, "by": by}))

    def set_price(
        self,
        *,
        sku: str,
        price_list: str,
        amount_minor: int,
        sale_amount_minor: int | None = None,
        valid_from: str | None = None,
        valid_until: str | None = None,
    ) -> GetProductVariant:
        """Set what a variant costs on a price list for a period; for app roles admin and buyer."""
        return self._call(
            "set_price",
            given(
                {"sku": sku, "price_list": price_list, "amount_minor": amount_minor},
                sale_amount_minor=sale_amount_minor,
                valid_from=valid_from,
                valid_until=valid_until,
            ),
        )

    def set_reorder_rule(
        self,
        *,
        sku: str,
        location: str,
        rule: SetReorderRuleRuleInput,
        expected_version: int | None = None,
    ) -> SetReorderRule:
        """Make or replace the reorder rule of a SKU at a location."""
        return self._call(
            "set_reorder_rule",
            given(
                {"sku": sku, "location": location, "rule": rule}, expected_version=expected_version
            ),
        )

    def set_stock_limits(
        self,
        *,
        sku: str,
        location: str,
        safety_stock: int | None = None,
        backorder_limit: int | None = None,
    ) -> AdjustStock:
        """Set how many pieces of a SKU a location keeps back, and how many it may oversell."""
        return self._call(
            "set_stock_limits",
            given(
                {"sku": sku, "location": location},
                safety_stock=safety_stock,
                backorder_limit=backorder_limit,
            ),
        )

    def set_sync_policy(
        self, *, source: str, entity: str, field: str, policy: str
    ) -> ListSyncPoliciesItem:
        """Set which side stands when both changed a field at once; for app role admin."""
        return self._call(
            "set_sync_policy",
            given({"source": source, "entity": entity, "field": field, "policy": policy}),
        )

    def set_tax_rate(
        self,
        *,
        tax_class: str,
        rate_percent: float,
        country: str | None = None,
        valid_from: str | None = None,
        valid_until: str | None = None,
    ) -> ListTaxRatesItem:
        """Set the tax rate of a class for a period; for app role admin."""
        return self._call(
            "set_tax_rate",
            given(
                {"tax_class": tax_class, "rate_percent": rate_percent},
                country=country,
                valid_from=valid_from,
                valid_until=valid_until,
            ),
        )

    def set_vendor(
        self, *, code: str, vendor: SetVendorVendorInput, expected_version: int | None = None
    ) -> ListVendorsItem:
        """Make or replace a vendor; for app role admin."""
        return self._call(
            "set_vendor", given({"code": code, "vendor": vendor}, expected_version=expected_version)
        )

    def ship_order(
        self,
        *,
        order_id: int,
        parcels: list[int] | None = None,
        tracking: str | None = None,
        expected_version: int | None = None,
    ) -> ShipOrder:
        """Ship packed parcels of an order; for app role admin, and warehouse at its locations."""
        return self._call(
            "ship_order",
            given(
                {"order_id": order_id},
                parcels=parcels,
                tracking=tracking,
                expected_version=expected_version,
            ),
        )

    def split_stock(self, *, sku: str, location: str, buckets: int) -> AdjustStock:
        """Share the stock of a SKU at a location among 1 to 64 buckets."""
        return self._call(
            "split_stock", given({"sku": sku, "location": location, "buckets": buckets})
        )

    def stock_ageing(self, *, by: str) -> list[StockAgeing]:
        """Stock on hand by age, `by` product, sku, category, brand or location."""
        return self._call("stock_ageing", given({"by": by}))

    def stock_as_of(self, *, sku: str, at: str) -> StockAsOf:
        """The stock of a SKU at a time, by location."""
        return self._call("stock_as_of", given({"sku": sku, "at": at}))

    def submit_stock_take(self, *, stock_take_id: int) -> GetStockTake:
        """Submit a stock take, so that another user can approve it."""
        return self._call("submit_stock_take", given({"stock_take_id": stock_take_id}))

    def sync_status(self, *, source: str | None = None) -> SyncStatus:
        """How far the synchronisation with a source is."""
        return self._call("sync_status", given({}, source=source))

    def top_movers(self, *, since: str, until: str) -> list[TopMover]:
        """The 100 SKUs that sold most from `since` to `until`, both included."""
        return self._call("top_movers", given({"since": since, "until": until}))

    def transfer_stock(
        self,
        *,
        sku: str,
        from_location: str,
        to_location: str,
        quantity: int,
        reference: str | None = None,
        idempotency_key: str | None = None,
    ) -> TransferStock:
        """Send pieces to another location, where they are in transit until they are received."""
        return self._call(
            "transfer_stock",
            given(
                {
                    "sku": sku,
                    "from_location": from_location,
                    "to_location": to_location,
                    "quantity": quantity,
                },
                reference=reference,
                idempotency_key=idempotency_key,
            ),
        )

    def unpublish_product(
        self, *, product_id: int, expected_version: int | None = None
    ) -> GetProduct:
        """Archive a published product; for app roles admin and buyer."""
        return self._call(
            "unpublish_product",
            given({"product_id": product_id}, expected_version=expected_version),
        )

    def update_location(
        self,
        *,
        location: str,
        name: str | None = None,
        kind: str | None = None,
        city: str | None = None,
        pick_position: int | None = None,
        is_active: bool | None = None,
        has_full_range: bool | None = None,
        expected_version: int | None = None,
    ) -> ListLocationsItem:
        """Change a location; for app role admin. Null leaves a value."""
        return self._call(
            "update_location",
            given(
                {"location": location},
                name=name,
                kind=kind,
                city=city,
                pick_position=pick_position,
                is_active=is_active,
                has_full_range=has_full_range,
                expected_version=expected_version,
            ),
        )

    def update_media(
        self, *, media_id: int, patch: UpdateMediaPatchInput, expected_version: int
    ) -> UpdateMedia:
        """Change an image's place, text or variant."""
        return self._call(
            "update_media",
            given({"media_id": media_id, "patch": patch, "expected_version": expected_version}),
        )

    def update_product(
        self, *, product_id: int, patch: UpdateProductPatchInput, expected_version: int
    ) -> GetProduct:
        """Change a product that has the expected version; for app roles admin and buyer."""
        return self._call(
            "update_product",
            given({"product_id": product_id, "patch": patch, "expected_version": expected_version}),
        )

    def validate_record(self, *, entity: str, record: dict[str, Json]) -> list[ValidateRecord]:
        """Every fault of a record, by the rules of its entity; for app roles admin and buyer."""
        return self._call("validate_record", given({"entity": entity, "record": record}))


class AsyncCommerce:
    """The RPCs of commerce."""

    _call: AsyncCall

    async def activate_media_version(self, *, media_id: int, version: int) -> ActivateMediaVersion:
        """Make a ready version of an image the active one."""
        return await self._call(
            "activate_media_version", given({"media_id": media_id, "version": version})
        )

    async def adjust_stock(
        self,
        *,
        sku: str,
        location: str,
        delta: int,
        reason: str,
        reference: str | None = None,
        idempotency_key: str | None = None,
        effective_at: str | None = None,
    ) -> AdjustStock:
        """Change the stock on hand of a SKU at a location by `delta`."""
        return await self._call(
            "adjust_stock",
            given(
                {"sku": sku, "location": location, "delta": delta, "reason": reason},
                reference=reference,
                idempotency_key=idempotency_key,
                effective_at=effective_at,
            ),
        )

    async def approve_reorder(
        self, *, proposal_id: int, quantity: int | None = None, idempotency_key: str | None = None
    ) -> ApproveReorder:
        """Approve an open proposal."""
        return await self._call(
            "approve_reorder",
            given({"proposal_id": proposal_id}, quantity=quantity, idempotency_key=idempotency_key),
        )

    async def cancel_order(
        self, *, order_id: int, reason: str | None = None, expected_version: int | None = None
    ) -> CancelOrder:
        """Cancel an order and release its stock; for its customer and app role admin."""
        return await self._call(
            "cancel_order",
            given({"order_id": order_id}, reason=reason, expected_version=expected_version),
        )

    async def cancel_purchase(self, *, purchase_order_id: int, reason: str) -> GetPurchaseOrder:
        """Cancel a purchase order of which nothing has come."""
        return await self._call(
            "cancel_purchase", given({"purchase_order_id": purchase_order_id, "reason": reason})
        )

    async def complete_media_upload(self, *, media_id: int, version: int) -> CompleteMediaUpload:
        """Say that a file was uploaded."""
        return await self._call(
            "complete_media_upload", given({"media_id": media_id, "version": version})
        )

    async def confirm_purchase(
        self, *, purchase_order_id: int, vendor_reference: str
    ) -> GetPurchaseOrder:
        """Record the vendor's reference of an order that was placed by telephone or mail."""
        return await self._call(
            "confirm_purchase",
            given({"purchase_order_id": purchase_order_id, "vendor_reference": vendor_reference}),
        )

    async def confirm_reservation(self, *, reservation_id: int) -> ReserveStock:
        """Keep what an open reservation holds."""
        return await self._call("confirm_reservation", given({"reservation_id": reservation_id}))

    async def count_stock(
        self, *, stock_take_id: int, counts: list[CountStockCountInput]
    ) -> GetStockTake:
        """Enter up to 500 counts into an open stock take."""
        return await self._call(
            "count_stock", given({"stock_take_id": stock_take_id, "counts": counts})
        )

    async def create_location(
        self,
        *,
        code: str,
        name: str,
        kind: str | None = None,
        city: str | None = None,
        pick_position: int | None = None,
        has_full_range: bool | None = None,
    ) -> ListLocationsItem:
        """Add a location; for app role admin."""
        return await self._call(
            "create_location",
            given(
                {"code": code, "name": name},
                kind=kind,
                city=city,
                pick_position=pick_position,
                has_full_range=has_full_range,
            ),
        )

    async def create_product(
        self, *, product: CreateProductProductInput, idempotency_key: str | None = None
    ) -> GetProduct:
        """Create a product as a draft; for app roles admin and buyer."""
        return await self._call(
            "create_product", given({"product": product}, idempotency_key=idempotency_key)
        )

    async def decide_stock_take(
        self, *, stock_take_id: int, is_approved: bool, reason: str | None = None
    ) -> GetStockTake:
        """Approve a submitted stock take, which posts its corrections, or reject it."""
        return await self._call(
            "decide_stock_take",
            given({"stock_take_id": stock_take_id, "is_approved": is_approved}, reason=reason),
        )

    async def delete_media(self, *, media_id: int) -> DeleteMedia:
        """Delete an image of a product, with all its versions."""
        return await self._call("delete_media", given({"media_id": media_id}))

    async def delete_product(
        self, *, product_id: int, expected_version: int | None = None
    ) -> GetProduct:
        """Delete a product that has no stock, no open reservation and is in no bundle."""
        return await self._call(
            "delete_product", given({"product_id": product_id}, expected_version=expected_version)
        )

    async def deliver_order(
        self,
        *,
        order_id: int,
        parcels: list[int] | None = None,
        expected_version: int | None = None,
    ) -> ShipOrder:
        """Record that parcels have arrived; for app role admin, and warehouse at its locations."""
        return await self._call(
            "deliver_order",
            given({"order_id": order_id}, parcels=parcels, expected_version=expected_version),
        )

    async def dismiss_reorder(self, *, proposal_id: int, reason: str) -> DismissReorder:
        """Dismiss an open proposal."""
        return await self._call(
            "dismiss_reorder", given({"proposal_id": proposal_id, "reason": reason})
        )

    async def get_order(self, *, order_id: int) -> GetOrder:
        """One order; customers see their own, an admin all."""
        return await self._call("get_order", given({"order_id": order_id}))

    async def get_product(self, *, product_id: int) -> GetProduct:
        """A product with its variants, prices and components."""
        return await self._call("get_product", given({"product_id": product_id}))

    async def get_purchase_order(self, *, purchase_order_id: int) -> GetPurchaseOrder:
        """A purchase order with its lines."""
        return await self._call(
            "get_purchase_order", given({"purchase_order_id": purchase_order_id})
        )

    async def get_stock(self, *, sku: str) -> GetStock:
        """The stock of a SKU, in all and by location."""
        return await self._call("get_stock", given({"sku": sku}))

    async def get_stock_take(self, *, stock_take_id: int) -> GetStockTake:
        """A stock take with its lines."""
        return await self._call("get_stock_take", given({"stock_take_id": stock_take_id}))

    async def inventory_turnover(
        self, *, since: str, until: str, by: str
    ) -> list[InventoryTurnover]:
        """Turnover from `since` to `until`, both included: what was sold per mean stock."""
        return await self._call(
            "inventory_turnover", given({"since": since, "until": until, "by": by})
        )

    async def list_locations(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListLocations:
        """Stores and warehouses by code."""
        return await self._call("list_locations", given({}, after=after, page_size=page_size))

    async def list_media(
        self, *, product_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListMedia:
        """The images of a product that the caller may see, in order."""
        return await self._call(
            "list_media", given({"product_id": product_id}, after=after, page_size=page_size)
        )

    async def list_media_versions(
        self, *, media_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListMediaVersions:
        """The versions of an image for staff, newest first."""
        return await self._call(
            "list_media_versions", given({"media_id": media_id}, after=after, page_size=page_size)
        )

    async def list_order_events(
        self, *, order_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListOrderEvents:
        """The events of an order, oldest first; for its customer and app role admin."""
        return await self._call(
            "list_order_events", given({"order_id": order_id}, after=after, page_size=page_size)
        )

    async def list_orders(
        self, *, status: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListOrders:
        """Orders, newest first; customers list their own, an admin all."""
        return await self._call(
            "list_orders", given({}, status=status, after=after, page_size=page_size)
        )

    async def list_parcels(
        self,
        *,
        location: str | None = None,
        status: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListParcels:
        """Parcels, oldest orders first; warehouse staff lists those of their locations."""
        return await self._call(
            "list_parcels",
            given({}, location=location, status=status, after=after, page_size=page_size),
        )

    async def list_price_lists(
        self,
    ) -> ListPriceLists:
        """The price lists by code."""
        return await self._call("list_price_lists", given({}))

    async def list_products(
        self,
        *,
        search: str | None = None,
        status: str | None = None,
        category: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListProducts:
        """Products by search, status and category, in the order of their ids."""
        return await self._call(
            "list_products",
            given(
                {},
                search=search,
                status=status,
                category=category,
                after=after,
                page_size=page_size,
            ),
        )

    async def list_purchase_orders(
        self, *, status: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListPurchaseOrders:
        """Purchase orders, newest first, without their lines."""
        return await self._call(
            "list_purchase_orders", given({}, status=status, after=after, page_size=page_size)
        )

    async def list_reorder_proposals(
        self, *, status: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListReorderProposals:
        """Proposals of a status, for staff, in the order they came."""
        return await self._call(
            "list_reorder_proposals", given({}, status=status, after=after, page_size=page_size)
        )

    async def list_reorder_rules(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListReorderRules:
        """Reorder rules, for staff, by SKU and location."""
        return await self._call("list_reorder_rules", given({}, after=after, page_size=page_size))

    async def list_reservations(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListReservations:
        """Reservations, newest first; customers list their own, admin and warehouse all."""
        return await self._call("list_reservations", given({}, after=after, page_size=page_size))

    async def list_stock_movements(
        self,
        *,
        sku: str,
        location: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListStockMovements:
        """The movements of a SKU, newest first."""
        return await self._call(
            "list_stock_movements",
            given({"sku": sku}, location=location, after=after, page_size=page_size),
        )

    async def list_stock_takes(
        self, *, location: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListStockTakes:
        """Stock takes, newest first; the warehouse lists those of its locations."""
        return await self._call(
            "list_stock_takes", given({}, location=location, after=after, page_size=page_size)
        )

    async def list_sync_conflicts(
        self, *, source: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListSyncConflicts:
        """Open conflicts of a source, the oldest first."""
        return await self._call(
            "list_sync_conflicts", given({}, source=source, after=after, page_size=page_size)
        )

    async def list_sync_policies(self, *, source: str | None = None) -> ListSyncPolicies:
        """The policies of a source, by entity and field."""
        return await self._call("list_sync_policies", given({}, source=source))

    async def list_tax_rates(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListTaxRates:
        """The tax rates in the order in which they were entered."""
        return await self._call("list_tax_rates", given({}, after=after, page_size=page_size))

    async def list_transfers(
        self, *, location: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListTransfers:
        """Transfers, newest first; the warehouse lists those from and to its locations."""
        return await self._call(
            "list_transfers", given({}, location=location, after=after, page_size=page_size)
        )

    async def list_vendors(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListVendors:
        """The vendors, for staff, in the order of their ids."""
        return await self._call("list_vendors", given({}, after=after, page_size=page_size))

    async def low_stock(self, *, location: str) -> list[LowStock]:
        """SKUs of which a location has fewer free pieces than their minimum."""
        return await self._call("low_stock", given({"location": location}))

    async def open_stock_take(self, *, location: str) -> GetStockTake:
        """Open a stock take of a location."""
        return await self._call("open_stock_take", given({"location": location}))

    async def order_as_of(
        self, *, order_id: int, version: int | None = None, at: str | None = None
    ) -> GetOrder:
        """An order as get_order showed it at a version or a time; one of both is sent."""
        return await self._call(
            "order_as_of", given({"order_id": order_id}, version=version, at=at)
        )

    async def pack_order(
        self,
        *,
        order_id: int,
        parcels: list[PackOrderParcelInput] | None = None,
        expected_version: int | None = None,
    ) -> PackOrder:
        """Pack open parcels of an order; for app role admin, and warehouse at its locations."""
        return await self._call(
            "pack_order",
            given({"order_id": order_id}, parcels=parcels, expected_version=expected_version),
        )

    async def pay_order(
        self,
        *,
        order_id: int,
        payment: PayOrderPaymentInput,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> PayOrder:
        """Record the payment of an order; for app role admin and for servers."""
        return await self._call(
            "pay_order",
            given(
                {"order_id": order_id, "payment": payment},
                expected_version=expected_version,
                idempotency_key=idempotency_key,
            ),
        )

    async def place_order(
        self,
        *,
        lines: list[PlaceOrderLineInput],
        ship_to: PlaceOrderShipToInput,
        idempotency_key: str | None = None,
    ) -> PlaceOrder:
        """Place an order: freeze its prices, discounts and taxes, and reserve its stock."""
        return await self._call(
            "place_order",
            given({"lines": lines, "ship_to": ship_to}, idempotency_key=idempotency_key),
        )

    async def product_page(self, *, product_id: int) -> ProductPage:
        """A published product as a shop shows it."""
        return await self._call("product_page", given({"product_id": product_id}))

    async def publish_product(
        self, *, product_id: int, expected_version: int | None = None
    ) -> GetProduct:
        """Publish a draft or archived product; for app roles admin and buyer."""
        return await self._call(
            "publish_product", given({"product_id": product_id}, expected_version=expected_version)
        )

    async def publishable_faults(self, *, product_id: int) -> list[ValidateRecord]:
        """Every fault that publish_product would refuse a product for."""
        return await self._call("publishable_faults", given({"product_id": product_id}))

    async def push_pms_changes(
        self, *, changes: list[PushPmsChangesChangeInput]
    ) -> list[PushPmsChange]:
        """Merge up to 1,000 changes of the PMS; the outcomes are in the order of the changes."""
        return await self._call("push_pms_changes", given({"changes": changes}))

    async def rebuild_orders(
        self,
    ) -> RebuildOrders:
        """Rebuild the projections of all orders from their events; for app role admin."""
        return await self._call("rebuild_orders", given({}))

    async def receive_purchase(
        self,
        *,
        purchase_order_id: int,
        lines: list[ReceivePurchaseLineInput],
        is_last: bool | None = None,
        idempotency_key: str | None = None,
    ) -> GetPurchaseOrder:
        """Book in a delivery of a purchase order, or a part of one."""
        return await self._call(
            "receive_purchase",
            given(
                {"purchase_order_id": purchase_order_id, "lines": lines},
                is_last=is_last,
                idempotency_key=idempotency_key,
            ),
        )

    async def receive_transfer(
        self,
        *,
        transfer_id: int,
        quantity: int,
        is_last: bool | None = None,
        idempotency_key: str | None = None,
    ) -> TransferStock:
        """Receive pieces of a transfer; with is_last, the rest counts as lost."""
        return await self._call(
            "receive_transfer",
            given(
                {"transfer_id": transfer_id, "quantity": quantity},
                is_last=is_last,
                idempotency_key=idempotency_key,
            ),
        )

    async def record_sales(
        self, *, rows: list[RecordSalesRowInput], idempotency_key: str | None = None
    ) -> RecordSales:
        """Record up to 1,000 sales over the counter and take their stock, all or none."""
        return await self._call(
            "record_sales", given({"rows": rows}, idempotency_key=idempotency_key)
        )

    async def refund_order(
        self,
        *,
        order_id: int,
        amount_minor: int | None = None,
        reason: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> RefundOrder:
        """Record a refund of a cancelled, delivered or returned order; for app role admin."""
        return await self._call(
            "refund_order",
            given(
                {"order_id": order_id},
                amount_minor=amount_minor,
                reason=reason,
                expected_version=expected_version,
                idempotency_key=idempotency_key,
            ),
        )

    async def register_media(
        self, *, product_id: int, meta: RegisterMediaMetaInput, idempotency_key: str | None = None
    ) -> RegisterMedia:
        """Announce an upload of an image of a product."""
        return await self._call(
            "register_media",
            given({"product_id": product_id, "meta": meta}, idempotency_key=idempotency_key),
        )

    async def release_reservation(self, *, reservation_id: int) -> ReserveStock:
        """Give the stock of a reservation back."""
        return await self._call("release_reservation", given({"reservation_id": reservation_id}))

    async def reserve_stock(
        self,
        *,
        lines: list[ReserveStockLineInput],
        expires_in: str | None = None,
        allow_partial: bool | None = None,
        idempotency_key: str | None = None,
        strategy: str | None = None,
    ) -> ReserveStock:
        """Hold stock until it is confirmed, released or expires."""
        return await self._call(
            "reserve_stock",
            given(
                {"lines": lines},
                expires_in=expires_in,
                allow_partial=allow_partial,
                idempotency_key=idempotency_key,
                strategy=strategy,
            ),
        )

    async def resolve_conflict(self, *, conflict_id: int, choice: str) -> ResolveConflict:
        """Resolve an open conflict by `choice`: pms or ours."""
        return await self._call(
            "resolve_conflict", given({"conflict_id": conflict_id, "choice": choice})
        )

    async def restore_product(self, *, product_id: int) -> GetProduct:
        """Restore a deleted product as a draft, or archived if it was published."""
        return await self._call("restore_product", given({"product_id": product_id}))

    async def retry_purchase(self, *, purchase_order_id: int) -> GetPurchaseOrder:
        """Send a failed purchase order again."""
        return await self._call("retry_purchase", given({"purchase_order_id": purchase_order_id}))

    async def return_order(
        self,
        *,
        order_id: int,
        lines: list[ReturnOrderLineInput],
        reason: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> ReturnOrder:
        """Take back shipped pieces; for app role admin, and warehouse at its locations."""
        return await self._call(
            "return_order",
            given(
                {"order_id": order_id, "lines": lines},
                reason=reason,
                expected_version=expected_version,
                idempotency_key=idempotency_key,
            ),
        )

    async def sales_summary(self, *, since: str, until: str, by: str) -> list[SalesSummary]:
        """Sales minus returns from `since` to `until`, both included, `by` a grouping."""
        return await self._call("sales_summary", given({"since": since, "until": until, "by": by}))

    async def set_price(
        self,
        *,
        sku: str,
        price_list: str,
        amount_minor: int,
        sale_amount_minor: int | None = None,
        valid_from: str | None = None,
        valid_until: str | None = None,
    ) -> GetProductVariant:
        """Set what a variant costs on a price list for a period; for app roles admin and buyer."""
        return await self._call(
            "set_price",
            given(
                {"sku": sku, "price_list": price_list, "amount_minor": amount_minor},
                sale_amount_minor=sale_amount_minor,
                valid_from=valid_from,
                valid_until=valid_until,
            ),
        )

    async def set_reorder_rule(
        self,
        *,
        sku: str,
        location: str,
        rule: SetReorderRuleRuleInput,
        expected_version: int | None = None,
    ) -> SetReorderRule:
        """Make or replace the reorder rule of a SKU at a location."""
        return await self._call(
            "set_reorder_rule",
            given(
                {"sku": sku, "location": location, "rule": rule}, expected_version=expected_version
            ),
        )

    async def set_stock_limits(
        self,
        *,
        sku: str,
        location: str,
        safety_stock: int | None = None,
        backorder_limit: int | None = None,
    ) -> AdjustStock:
        """Set how many pieces of a SKU a location keeps back, and how many it may oversell."""
        return await self._call(
            "set_stock_limits",
            given(
                {"sku": sku, "location": location},
                safety_stock=safety_stock,
                backorder_limit=backorder_limit,
            ),
        )

    async def set_sync_policy(
        self, *, source: str, entity: str, field: str, policy: str
    ) -> ListSyncPoliciesItem:
        """Set which side stands when both changed a field at once; for app role admin."""
        return await self._call(
            "set_sync_policy",
            given({"source": source, "entity": entity, "field": field, "policy": policy}),
        )

    async def set_tax_rate(
        self,
        *,
        tax_class: str,
        rate_percent: float,
        country: str | None = None,
        valid_from: str | None = None,
        valid_until: str | None = None,
    ) -> ListTaxRatesItem:
        """Set the tax rate of a class for a period; for app role admin."""
        return await self._call(
            "set_tax_rate",
            given(
                {"tax_class": tax_class, "rate_percent": rate_percent},
                country=country,
                valid_from=valid_from,
                valid_until=valid_until,
            ),
        )

    async def set_vendor(
        self, *, code: str, vendor: SetVendorVendorInput, expected_version: int | None = None
    ) -> ListVendorsItem:
        """Make or replace a vendor; for app role admin."""
        return await self._call(
            "set_vendor", given({"code": code, "vendor": vendor}, expected_version=expected_version)
        )

    async def ship_order(
        self,
        *,
        order_id: int,
        parcels: list[int] | None = None,
        tracking: str | None = None,
        expected_version: int | None = None,
    ) -> ShipOrder:
        """Ship packed parcels of an order; for app role admin, and warehouse at its locations."""
        return await self._call(
            "ship_order",
            given(
                {"order_id": order_id},
                parcels=parcels,
                tracking=tracking,
                expected_version=expected_version,
            ),
        )

    async def split_stock(self, *, sku: str, location: str, buckets: int) -> AdjustStock:
        """Share the stock of a SKU at a location among 1 to 64 buckets."""
        return await self._call(
            "split_stock", given({"sku": sku, "location": location, "buckets": buckets})
        )

    async def stock_ageing(self, *, by: str) -> list[StockAgeing]:
        """Stock on hand by age, `by` product, sku, category, brand or location."""
        return await self._call("stock_ageing", given({"by": by}))

    async def stock_as_of(self, *, sku: str, at: str) -> StockAsOf:
        """The stock of a SKU at a time, by location."""
        return await self._call("stock_as_of", given({"sku": sku, "at": at}))

    async def submit_stock_take(self, *, stock_take_id: int) -> GetStockTake:
        """Submit a stock take, so that another user can approve it."""
        return await self._call("submit_stock_take", given({"stock_take_id": stock_take_id}))

    async def sync_status(self, *, source: str | None = None) -> SyncStatus:
        """How far the synchronisation with a source is."""
        return await self._call("sync_status", given({}, source=source))

    async def top_movers(self, *, since: str, until: str) -> list[TopMover]:
        """The 100 SKUs that sold most from `since` to `until`, both included."""
        return await self._call("top_movers", given({"since": since, "until": until}))

    async def transfer_stock(
        self,
        *,
        sku: str,
        from_location: str,
        to_location: str,
        quantity: int,
        reference: str | None = None,
        idempotency_key: str | None = None,
    ) -> TransferStock:
        """Send pieces to another location, where they are in transit until they are received."""
        return await self._call(
            "transfer_stock",
            given(
                {
                    "sku": sku,
                    "from_location": from_location,
                    "to_location": to_location,
                    "quantity": quantity,
                },
                reference=reference,
                idempotency_key=idempotency_key,
            ),
        )

    async def unpublish_product(
        self, *, product_id: int, expected_version: int | None = None
    ) -> GetProduct:
        """Archive a published product; for app roles admin and buyer."""
        return await self._call(
            "unpublish_product",
            given({"product_id": product_id}, expected_version=expected_version),
        )

    async def update_location(
        self,
        *,
        location: str,
        name: str | None = None,
        kind: str | None = None,
        city: str | None = None,
        pick_position: int | None = None,
        is_active: bool | None = None,
        has_full_range: bool | None = None,
        expected_version: int | None = None,
    ) -> ListLocationsItem:
        """Change a location; for app role admin. Null leaves a value."""
        return await self._call(
            "update_location",
            given(
                {"location": location},
                name=name,
                kind=kind,
                city=city,
                pick_position=pick_position,
                is_active=is_active,
                has_full_range=has_full_range,
                expected_version=expected_version,
            ),
        )

    async def update_media(
        self, *, media_id: int, patch: UpdateMediaPatchInput, expected_version: int
    ) -> UpdateMedia:
        """Change an image's place, text or variant."""
        return await self._call(
            "update_media",
            given({"media_id": media_id, "patch": patch, "expected_version": expected_version}),
        )

    async def update_product(
        self, *, product_id: int, patch: UpdateProductPatchInput, expected_version: int
    ) -> GetProduct:
        """Change a product that has the expected version; for app roles admin and buyer."""
        return await self._call(
            "update_product",
            given({"product_id": product_id, "patch": patch, "expected_version": expected_version}),
        )

    async def validate_record(
        self, *, entity: str, record: dict[str, Json]
    ) -> list[ValidateRecord]:
        """Every fault of a record, by the rules of its entity; for app roles admin and buyer."""
        return await self._call("validate_record", given({"entity": entity, "record": record}))
