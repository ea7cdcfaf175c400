"""Stop words: words so frequent that they tell nothing of a text, folded. They are not indexed; queries pass over them.

After the lists of the Snowball project (https://snowballstem.org/algorithms/, BSD), without words that mean something
else once their accents are gone (été, avions, state); the Romanian list is newsgen's own.
"""

STOP_WORDS = {
    "fr": """
        a ai aie aient ait au aura aurai auraient aurais aurait auras aurez auriez aurions aurons auront aussi aux
        avaient avais avait avec avez aviez avons ayant ayons c car ce ceci cela ces cet cette comme d dans de des
        donc dont du elle en es est et etaient etais etait etes etiez etions etre eu eurent eut eux faire fait
        furent fus fut ici il ils j je l la le les leur leurs lui m ma mais me meme mes mon n ne nos nous on ont ou
        par pas peut plus pour puis qu quand que quel quelle quelles quels qui s sa sans se sera serai seraient
        serais serait seras serez seriez serions serons seront ses si soi soient sois soit son sont sous soyez
        soyons suis sur t ta te tes ton tous tout toute toutes tres tu un une vos votre vous y
    """,
    "en": """
        a about above after again against all also am an and any are aren as at be because been before being below
        between both but by can cannot could couldn d did didn do does doesn doing don down during each few for from
        further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn
        it its itself let ll m me more most mustn my myself no nor not of off on once only or other ought our ours
        ourselves out over re s said same shan she should shouldn so some such t than that the their theirs them
        themselves then there these they this those through to too under until up ve very was wasn we were weren
        what when where which while who whom why with won would wouldn you your yours yourself yourselves
    """,
    "de": """
        aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anderm andern
        anderr anders auch auf aus bei bin bis bist da damit dann das dass dasselbe dazu dein deine deinem deinen
        deiner deines dem demselben den denn denselben der derer derselbe derselben des desselben dessen dich die
        dies diese dieselbe dieselben diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer
        eines einig einige einigem einigen einiger einiges einmal er es etwas euch euer eure eurem euren eurer eures
        fur gegen gewesen hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren
        ihrer ihres im in indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener jenes jetzt kann kein
        keine keinem keinen keiner keines konnen konnte machen man manche manchem manchen mancher manches mein meine
        meinem meinen meiner meines mich mir mit muss musste nach nicht nichts noch nun nur ob oder ohne sehr seine
        seinem seinen seiner seines selbst sich sie sind so solche solchem solchen solcher solches soll sollte
        sondern sonst uber um und uns unse unsem unsen unser unses unter viel vom von vor wahrend war waren warst
        was weg weil weiter welche welchem welchen welcher welches wenn werde werden wie wieder wir wird wirst wo
        wollen wollte worden wurde wurden zu zum zur zwar zwischen
    """,
    "es": """
        a al algo algunas algunos ante antes como con contra cual cuando de del desde donde durante e el ella ellas
        ellos en entre era erais eramos eran eras eres es esa esas ese eso esos esta estaba estabais estabamos
        estaban estabas estad estais estamos estan estando estar estara estaran estaras estare estareis estaremos
        estaria estariais estariamos estarian estarias estas este esteis estemos esten estes esto estos estoy estuve
        estuviera estuvierais estuvieramos estuvieran estuvieras estuvieron estuviese estuvieseis estuviesemos
        estuviesen estuvieses estuvimos estuviste estuvisteis estuvo fue fuera fuerais fueramos fueran fueras fueron
        fuese fueseis fuesemos fuesen fueses fui fuimos fuiste fuisteis ha habeis habia habiais habiamos habian
        habias habida habidas habido habidos habiendo habra habran habras habre habreis habremos habria habriais
        habriamos habrian habrias han has hasta hay haya hayais hayamos hayan hayas he hemos hube hubiera hubierais
        hubieramos hubieran hubieras hubieron hubiese hubieseis hubiesemos hubiesen hubieses hubimos hubiste
        hubisteis hubo la las le les lo los mas me mi mia mias mio mios mis mucho muchos muy nada ni no nos nosotras
        nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque que quien
        quienes se sea seais seamos sean seas sera seran seras sere sereis seremos seria seriais seriamos serian
        serias si sido siendo sin sobre sois somos son soy su sus suya suyas suyo suyos tambien tanto te tendra
        tendran tendras tendre tendreis tendremos tendria tendriais tendriamos tendrian tendrias tened teneis
        tenemos tenga tengais tengamos tengan tengas tengo tenia teniais teniamos tenian tenias tenida tenidas
        tenido tenidos teniendo ti tiene tienen tienes todo todos tu tus tuve tuviera tuvierais tuvieramos tuvieran
        tuvieras tuvieron tuviese tuvieseis tuviesemos tuviesen tuvieses tuvimos tuviste tuvisteis tuvo tuya tuyas
        tuyo tuyos un una uno unos vosotras vosotros vuestra vuestras vuestro vuestros y ya yo
    """,
    "it": """
        a abbia abbiamo abbiano abbiate ad agl agli ai al all alla alle allo anche avemmo avendo avesse avessero
        avessi avessimo aveste avesti avete aveva avevamo avevano avevate avevi avevo avra avrai avranno avrebbe
        avrebbero avrei avremmo avremo avreste avresti avrete avro avuta avute avuti avuto c che chi ci coi col come
        con contro cui da dagl dagli dai dal dall dalla dalle dallo degl degli dei del dell della delle dello di dov
        dove e ebbe ebbero ebbi ed era erano eravamo eravate eri ero essendo faccia facciamo facciano facciate
        faccio facemmo facendo facesse facessero facessi facessimo faceste facesti faceva facevamo facevano facevate
        facevi facevo fai fanno fara farai faranno farebbe farebbero farei faremmo faremo fareste faresti farete
        faro fece fecero feci fossero fossi fossimo foste fosti fu fui fummo furono gli ha hai hanno ho i il in io l
        la le lei li lo loro lui ma mi mia mie miei mio ne negl negli nei nel nell nella nelle nello noi non nostra
        nostre nostri nostro o per perche piu quale quanta quante quanti quanto quella quelle quelli quello questa
        queste questi questo sara sarai saranno sarebbe sarebbero sarei saremmo saremo sareste saresti sarete saro
        se sei si sia siamo siano siate siete sono sta stai stando stanno stara starai staranno starebbe starebbero
        starei staremmo staremo stareste staresti starete staro stava stavamo stavano stavate stavi stavo stemmo
        stesse stessero stessi stessimo steste stesti stette stettero stetti stia stiamo stiano stiate sto su sua
        sue sugl sugli sui sul sull sulla sulle sullo suo suoi ti tra tu tua tue tuo tuoi tutti tutto un una uno vi
        voi vostra vostre vostri vostro
    """,
    "pt": """
        a ao aos aquela aquelas aquele aqueles aquilo as ate com como da das de dela delas dele deles depois do dos
        e ela elas ele eles em entre era eram eramos essa essas esse esses esta estamos estao estas estava estavam
        estavamos este esteja estejam estejamos estes esteve estive estivemos estiver estivera estiveram estiveramos
        estiverem estivermos estivesse estivessem estivessemos estou eu foi fomos for fora foram foramos forem
        formos fosse fossem fossemos fui ha haja hajam hajamos hao havemos hei houve houvemos houver houvera
        houveram houveramos houverao houverei houverem houveremos houveria houveriam houveriamos houvermos houvesse
        houvessem houvessemos isso isto ja lhe lhes mais mas me mesmo meu meus minha minhas muito na nao nas nem no
        nos nossa nossas nosso nossos num numa o os ou para pela pelas pelo pelos por qual quando que quem sao se
        seja sejam sejamos sem sera serao serei seremos seria seriam seriamos seu seus so somos sou sua suas tambem
        te tem temos tenha tenham tenhamos tenho tera terao terei teremos teria teriam teriamos teu teus teve tinha
        tinham tinhamos tive tivemos tiver tivera tiveram tiveramos tiverem tivermos tivesse tivessem tivessemos tu
        tua tuas um uma voce voces vos
    """,
    "ro": """
        a acea aceasta aceea aceia acel acela acele acelea acest acesta aceste acestea acestei acestor acestui acolo
        acum ai aici al ale am ar are as asa asta astfel atat au avea avem aveti avut ba ca cand cate ce cea cei cel
        cele celor cine cu cum da daca dar de deci deja desi din dintr dintre dupa ea ei el ele era erau este esti
        eu face fara fi fie fiecare foarte fost iar ii il imi in inca intr intre iti la le li lor lui ma mai mea mei
        mele meu mi mult ne nici niste noi nostru nu o or ori pe pentru peste poate prin printr s sa sale sau se si
        sint sub sunt suntem te ti toate tot toti tu un una unde unei unele unii unor unui va voi vom vor vostru
    """,
}
"""By language, words between blanks."""
