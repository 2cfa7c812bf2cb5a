SELECT code, name, name_en, timezone FROM zone
