"""How forms look: every field through one template, so that label, hint and error are right everywhere."""

from django.forms.renderers import TemplatesSetting


class PartsRenderer(TemplatesSetting):
    """Uses the templates of `core/form/`."""

    form_template_name = "core/form/form.html"
    field_template_name = "core/form/field.html"
