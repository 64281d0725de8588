"""Who in the demo sees each page, and which addresses are no page."""

# First names in the demo. `None` is nobody signed in.
LOTS, OTHER_LOTS, LEDARTROJA, FADDER, COACH = "Leila", "Tomas", "Maria", "Ylva", "Peder"
KLG, MEDARBETARE, EXTERNAL, ADMIN = "Mona", "Henning", "Viktor", "Ida"
EVERYONE = (LOTS, LEDARTROJA, FADDER, COACH, KLG, MEDARBETARE, EXTERNAL, ADMIN)

# A page is looked at as the lots, who sees most; here as the one who sees more, or sees it at all.
SEEN_BY = {
    "initiatives:update_write": LEDARTROJA,
    "initiatives:coach_log": COACH,
    "checkpoints:preparation_edit": LEDARTROJA,
    "initiatives:contact_edit": FADDER,
    "programme:workbook_done": OTHER_LOTS,
    "roles:admin_role_new": ADMIN,
    "roles:leadership_new": ADMIN,
    "roles:leadership_end": ADMIN,
    "roles:person_new": ADMIN,
    "roles:person_edit": ADMIN,
    "roles:person_invite": ADMIN,
    "roles:person_return": ADMIN,
    "roles:person_leave": ADMIN,
    "roles:unit_new": ADMIN,
    "roles:unit_edit": ADMIN,
    "checkpoints:reply_by_mail": None,
    "checkpoints:guest": None,
    "checkpoints:guest_free": None,
    "checkpoints:guest_privacy": None,
    "checkpoints:guest_question": None,
    "checkpoints:guest_thanks": None,
    "account_login": None,
    "account_inactive": None,
    "account_reset_password": None,
    "account_reset_password_done": None,
    "account_reset_password_from_key": None,
    "account_reset_password_from_key_done": None,
}
# Another role sees another page under the same address.
DIFFERS = (
    "programme:my_page",
    "programme:overview",
    "programme:timeline",
    "programme:history",
    "initiatives:list",
    "initiatives:initiative",
    "initiatives:need",
    "initiatives:ideas",
    "initiatives:tests",
    "initiatives:test",
    "initiatives:effects",
    "initiatives:adoption",
    "initiatives:communication",
    "initiatives:documents",
    "initiatives:initiative_lessons",
    "initiatives:coach_log",
    "initiatives:retrospective",
    "initiatives:rigg",
    "initiatives:round",
    "initiatives:mandates",
    "checkpoints:checkpoint",
    "checkpoints:agenda",
    "roles:person",
)
# A GET of these answers with something else than a page; what is not here must be HTML with status 200.
NOT_A_PAGE = {
    "health": "text for machines",
    "programme:workbook_template": "a file",
    "programme:workbook_export": "a file",
    "programme:pack_pdf": "a file",
    "initiatives:attachment": "a file",
    "programme:calendar_feed": "a file",
    "checkpoints:report_pdf": "a file",
    "programme:slutrapport_pdf": "a file",
    "checkpoints:checkpoint_input_xlsx": "a file",
    "checkpoints:checkpoint_input_csv": "a file",
    "checkpoints:round_input_xlsx": "a file",
    "checkpoints:round_input_csv": "a file",
    "checkpoints:input_live": "a fragment",
    "checkpoints:show_now": "text for machines",
    "initiatives:drafts": "text for machines",
}
