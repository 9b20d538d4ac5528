"""What flows between the rooms: frozen, slotted, keyword-only dataclasses. Import from the submodules."""
