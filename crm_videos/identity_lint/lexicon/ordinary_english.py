"""Everyday English words, for slugs and for the beginnings of sentences, where a capital tells nothing."""

ORDINARY = """
address dial parcel parcels contact date counselling advice note notes dates listen a about above abroad absolutely according account across active actually afraid after afterwards again against age aged ago
agency agent agreed aid air alive all almost alone along already also although always am among amount an and angry another
answer any anybody anyone anything anyway apart application are area army around arranged arrived as aside ask asked
asking at attended aunt away baby back bad bag bank be bear beat beaten became because become bed been before began begin
behind being believe beside best better between big bigger bird bit black blood boat body book boat border borrowed both
bought box boy boys bread bribe brick bring broke broken broker brother brought build building built bus business but buy
by call called came camp can cannot captive car card care cash caught centre certificate chance change cheap cheat cheated check
child childhood children choose city clean clear close clothes coast cold colleague come comes coming community company
complete consent contract cook cooking cost costs could country couple course court courtyard cousin cow cows crop cross crossed
crossing cry daily dalal danger dangerous dark daughter day days dead dear death debt debts decided deep deported desert did
die died different difficult dignity disappeared district do doctor document documents does done door down dream dreams drove duck dues
during each early earn earned earning earnings earth easy eat eaten eight either elder else empty end ended enough
entire escape escaped even evening event ever every everybody everyone everything exactly experience expected explained eye eyes face
fact factory fair faith false family families far farm farmer fate father fear fee feel felt few field fifteen fifth fifty
figure finally find fine fire first fish five fled flight food foot for forced forest forever forged form forty forum
found four fraud free freedom friend friends from front full further future garden gave get gets getting girl girls give
given goat goats go goes going gold gone good got government grandmother great group guard guards had half hand hands happened
happy hard has have having he head health hear heard heart held hello help helped helping her here hers herself hid high him
himself his home homes hope hopes hoping hospital hotline hour hours house houses how however hundred hunger hungry hurt husband i
idea if ill illness illegal illegally in income indeed inform information injured inside instead interest into iron is island it
its itself jail job jobs join joined journey joy just keep kept kin kind knew know knowing known labour lack ladies
lakh land language last late later law lawyer lead learn learned learning least leave leaving led left legal lent less
lesson let letter lie lied lies life like line lines listen little live lived living loan loans local long look looking
losing loss lost lot love low luckily machine made make makes making man many market married may maybe me meal meant
media meet meeting member men message met middleman might migrant migrants migration million mind mine minute missing mistake
money month months moon more morning most mostly mother mountain mouth moved much must my myself name near nearby nearly
need needed neighbour neighbours neither nephew never new news next nice night nights nine no nobody none noone nor
normal not nothing now nowhere number of off offer offered office officer officers official often old older on once one
ones only open opened opening or order orders other others otherwise our ourselves out outside over overseas own owner
page paid pain paper papers parents part partly passed passport past pay paying payment people per perhaps person phone photo
photograph picture place plan plane plans please plenty police poor portrait possible poultry power prepared prison problem process
profit promise promised promises property proper proud public pulled put question quickly rain ran ransom rather reached read
ready real really reason received recruiting regular reintegration relative relatives remember rent repay rest restaurant result
return returned returnee returnees returning returns rice rich right risk risks river road roof room route run running sad
safe safely safety said salary sale same sat savings saw say saying says scared school sea season second see seeing seem seen
seldom sell selling send sending sent served service session set seven several sewing shall shame share she ship shop
short should show shut sick side sign signed silence similarly since sister sit six sixteen sixty skill skills sky slept
slow small smuggler so sold some somebody somehow someone something sometimes somewhere son soon sorry sort spent sponsor staff
stand start started state station stay stayed still stood stop story strangers street strong stuck such suddenly suffering
sun support sure survived swim take taken takes taking talk talks tailor tailoring tea teach teacher tell telling tells ten than thank
thanks that the their them themselves then there these they thing things think third thirty this those though thought
thousand three through thus ticket till time times tired to today together told tomorrow too took top torture total towards town
trade training travel treatment tree tried trip truck true trust try trying turn turned twelve twenty twice two uncle under
understand unfortunately union until up upon us use used useful usually vegetable vegetables verified very village video visa visit
visited voice volunteer volunteers wage wages wait waited walk walked wall want wanted warned was water way we week weeks well went
were what whatever when whenever where whether which while who whoever whole whom whose why wife will winter wish with
within without woman women word words work worked worker workers working works world worse would write wrong year years yes
yesterday yet you young younger your yours yourself youth zero
"""
