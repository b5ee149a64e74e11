using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

internal sealed class DelegateAuthorityValidator : AbstractValidator<DelegateAuthority>
{
    public DelegateAuthorityValidator()
    {
        RuleFor(c => c.To).Text(Limits.Name);
        RuleFor(c => c.Reason).Text(Limits.Reason);
        RuleFor(c => c.Powers).AtMost(20);
    }
}
