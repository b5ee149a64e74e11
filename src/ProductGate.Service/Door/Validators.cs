using FluentValidation;

namespace ProductGate.Service.Door;

internal static class Validators
{
    public static void AddDoor(this IServiceCollection services)
    {
        services.AddHostedService<CommandKeySweep>();
        services.AddValidators();
        services.AddReference();
    }

    /// <summary>Every validator of this assembly, by the command it checks; made when first asked for.</summary>
    private static void AddValidators(this IServiceCollection services)
    {
        foreach (var type in typeof(Validators).Assembly.GetTypes().Where(t => t is { IsAbstract: false, BaseType.IsGenericType: true } && t.BaseType.GetGenericTypeDefinition() == typeof(AbstractValidator<>)))
            services.AddSingleton(typeof(IValidator<>).MakeGenericType(type.BaseType!.GetGenericArguments()), type);
    }
}
