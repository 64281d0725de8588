from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
@login_not_required
def accessibility(request):
    """The accessibility statement the law asks for; read by anyone, signed in or not."""
    return render(request, "programme/accessibility.html")
