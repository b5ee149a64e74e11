using FluentValidation;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

internal static class Validators
{
    public static void AddDoor(this IServiceCollection services)
    {
        services.AddSingleton<CommandTurns>().AddSingleton<FirstAnswers>().AddHostedService<CommandKeySweep>();
        services.AddValidators();
        services.AddReference();
    }

    /// <summary>Every validator of this assembly, by the command it checks, and that of the reason for commands that have no other; made when first asked for.</summary>
    private static void AddValidators(this IServiceCollection services)
    {
        foreach (var type in typeof(Validators).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false, BaseType.IsGenericType: true } && t.BaseType.GetGenericTypeDefinition() == typeof(AbstractValidator<>)))
            services.AddSingleton(typeof(IValidator<>).MakeGenericType(type.BaseType!.GetGenericArguments()), type);
        foreach (var command in typeof(IReasoned).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IReasoned))))
            services.AddSingleton(typeof(IValidator<>).MakeGenericType(command), typeof(ReasonValidator<>).MakeGenericType(command));
    }

    /// <remarks>Not found by the search above: what it checks is not one command.</remarks>
    private sealed class ReasonValidator<T> : AbstractValidator<T>
        where T : IReasoned
    {
        public ReasonValidator() => RuleFor(c => c.Reason).Text(Limits.Reason);
    }
}
