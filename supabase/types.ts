
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "api": {
          Tables: {
            [_ in never]: never
          }
          Views: {
            "reading_progress": {
                  Row: {
                    "chapter": number | null,"chapter_label": string | null,"device_id": string,"page": number | null,"percent": number | null,"rewinds": number,"series_id": number,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                           "chapter"?: number | null,"chapter_label"?: string | null,"device_id"?: string | null,"page"?: number | null,"percent"?: number | null,"rewinds"?: number | null,"series_id"?: number | null,"updated_at"?: string | null,"user_id"?: string | null,"version"?: number | null
                         }
                        Update: {
                           "chapter"?: number | null,"chapter_label"?: string | null,"device_id"?: string | null,"page"?: number | null,"percent"?: number | null,"rewinds"?: number | null,"series_id"?: number | null,"updated_at"?: string | null,"user_id"?: string | null,"version"?: number | null
                         }
                        Relationships: [
                    
                  ]
                }
          }
          Functions: {
            "adjust_stock":
{ Args: { "delta": number,"effective_at"?: string,"idempotency_key"?: string,"location": string,"reason": string,"reference"?: string,"sku": string }; Returns: Json
                           },
"cancel_operation":
{ Args: { "operation_id": number }; Returns: Json
                           },
"changes_since":
{ Args: { "after"?: string,"page_size"?: number,"topics": (string)[] }; Returns: Json
                           },
"confirm_reservation":
{ Args: { "reservation_id": number }; Returns: Json
                           },
"delete_webhook":
{ Args: { "id": string }; Returns: undefined
                           },
"discover_dimensions":
{ Args: { "table_name": string }; Returns: Json
                           },
"filter_options":
{ Args: { "top"?: number,"within"?: Json }; Returns: Json
                           },
"filter_range":
{ Args: { "measure": string,"within"?: Json }; Returns: Json
                           },
"filter_values":
{ Args: { "after"?: string,"dimension": string,"page_size"?: number,"search"?: string,"within"?: Json }; Returns: Json
                           },
"get_operation":
{ Args: { "operation_id": number }; Returns: Json
                           },
"get_stock":
{ Args: { "sku": string }; Returns: Json
                           },
"health":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"health_cache":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"ingest_transactions":
{ Args: { "rows": Json }; Returns: Json
                           },
"list_conflicts":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_dimensions":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_history":
{ Args: { "after"?: string,"page_size"?: number,"row_id": string,"table_name": string }; Returns: Json
                           },
"list_notifications":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_operation_errors":
{ Args: { "after"?: string,"operation_id": number,"page_size"?: number }; Returns: Json
                           },
"list_orphans":
{ Args: { "dimension": string }; Returns: Json
                           },
"list_stock_movements":
{ Args: { "after"?: string,"location"?: string,"page_size"?: number,"sku": string }; Returns: Json
                           },
"list_webhook_deliveries":
{ Args: { "after"?: string,"page_size"?: number,"status"?: string,"webhook_id": string }; Returns: Json
                           },
"list_webhooks":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"mark_notifications_read":
{ Args: { "ids": (number)[] }; Returns: Json
                           },
"metrics":
{ Args: Record<PropertyKey, never>; Returns: unknown
                           },
"progress_since":
{ Args: { "version"?: number }; Returns: Json
                           },
"prove_audit_entry":
{ Args: { "entry_id": number }; Returns: Json
                           },
"prune_dimension":
{ Args: { "dry_run"?: boolean,"name": string }; Returns: Json
                           },
"push_progress":
{ Args: { "items": Json }; Returns: Json
                           },
"receive_transfer":
{ Args: { "idempotency_key"?: string,"is_last"?: boolean,"quantity": number,"transfer_id": number }; Returns: Json
                           },
"receive_webhook":
{ Args: { "body": string,"headers": Json,"source": string }; Returns: Json
                           },
"record_as_of":
{ Args: { "at": string,"row_id": string,"table_name": string }; Returns: Json
                           },
"register_dimension":
{ Args: { "config": Json }; Returns: Json
                           },
"register_webhook":
{ Args: { "description"?: string,"event_types": (string)[],"url": string }; Returns: Json
                           },
"release_reservation":
{ Args: { "reservation_id": number }; Returns: Json
                           },
"replay_webhook":
{ Args: { "delivery_id": number }; Returns: Json
                           },
"replay_webhooks_since":
{ Args: { "since": string,"webhook_id": string }; Returns: Json
                           },
"report_slow_statements":
{ Args: { "page_size"?: number }; Returns: Json
                           },
"reserve_stock":
{ Args: { "allow_partial"?: boolean,"expires_in"?: string,"idempotency_key"?: string,"lines": Json,"strategy"?: string }; Returns: Json
                           },
"revert_change":
{ Args: { "entry_id": number }; Returns: Json
                           },
"revoke_token":
{ Args: { "expires_at": string,"jti": string }; Returns: undefined
                           },
"revoke_user_tokens":
{ Args: { "user_id": string }; Returns: undefined
                           },
"rollback_dimension":
{ Args: { "name": string,"version": number }; Returns: Json
                           },
"rotate_webhook_secret":
{ Args: { "id": string }; Returns: Json
                           },
"set_progress_policy":
{ Args: { "policy": string,"series_id": number }; Returns: Json
                           },
"set_stock_limits":
{ Args: { "backorder_limit"?: number,"location": string,"safety_stock"?: number,"sku": string }; Returns: Json
                           },
"split_stock":
{ Args: { "buckets": number,"location": string,"sku": string }; Returns: Json
                           },
"stock_as_of":
{ Args: { "at": string,"sku": string }; Returns: Json
                           },
"toggle_dimension":
{ Args: { "enabled": boolean,"keep_values"?: boolean,"name": string,"reason": string }; Returns: Json
                           },
"transfer_stock":
{ Args: { "from_location": string,"idempotency_key"?: string,"quantity": number,"reference"?: string,"sku": string,"to_location": string }; Returns: Json
                           },
"update_webhook":
{ Args: { "description"?: string,"enabled"?: boolean,"event_types"?: (string)[],"id": string,"max_concurrency"?: number,"max_per_second"?: number,"url"?: string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "api">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "api": {
          Enums: {
            
          }
        }
} as const
