namespace ProductGate.Domain;

public static class FilingRules
{
    public static Decision Decide(Situation s, RecordFiling c)
    {
        var today = s.Policy.Calendar.Today(s.Now);
        if (c.Type != FilingType.NotRequired && c.Outcome != FilingOutcome.Pending)
        {
            if (string.IsNullOrWhiteSpace(c.Reference)) return Decision.Invalid("reference-needed", "reference", "An approval or filing with an outcome needs the regulator's reference number.");
            if (c.Date is null) return Decision.Invalid("date-needed", "date", "An approval or filing with an outcome needs its date.");
        }
        if (c.Type == FilingType.NotRequired && c.Outcome != FilingOutcome.Accepted) return Decision.Invalid("outcome-odd", "outcome", "Where no filing is required, the outcome is Accepted.");
        if (c.Date > today) return Decision.Invalid("date-in-future", "date", "The date lies in the future.");
        if (c.Expires <= (c.Date ?? today)) return Decision.Invalid("expiry-out-of-range", "expires", "The expiry lies after the date.");
        return Decision.Record(
        [
            new FilingRecorded(c.Type, c.LegalBasis, c.Outcome, s.By.Id, s.Now, c.Reference, c.Date, c.Limits, c.Expires, c.Documents),
            .. s.Product.Valid.Where(v => s.Policy.Of(v.Stage).Filing).Select(v =>
                new SignOffInvalidated(v.Stage, v.Round, v.Office, v.By, [], KnownReasons.FiledAnew.ToString())),
        ]);
    }
}
