/** Who drafts what the village makes public: the village committee, and whoever writes for the secretary. */
export const DRAFTERS = ['village_committee', 'clerk', 'secretary', 'deputy_secretary'] as const

/** Offices that are held in the open: whoever has one is named where money is concerned. */
export const NAMED_OFFICES = ['secretary', 'deputy_secretary', 'clerk', 'village_committee', 'supervisor', 'organization_officer'] as const
