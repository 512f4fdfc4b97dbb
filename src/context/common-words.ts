/** Words of English, and of issues in general, that say nothing about what an issue is about. */
export const commonWords: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any anyone are aren as at be because been before being below between both
  but by can cannot could couldn current currently did didn do does doesn doing don down during each either even ever
  every few for from further get gets getting give given got had has hasn have haven having he help hence her here hi hey
  hello how however i if im in instead into is isn issue issues it its itself just know let like ll look looks made make
  makes making many may maybe me mentioned might more most much must my need needs never no nor not now of off ok okay on
  once one only or other our out over own please possible problem properly rather re really regards same see seem seems
  she should shouldn since so some something still such sure than thank thanks that the their them then there these they
  thing things think this those though through thus to too try trying under until up upon us use used useful using ve
  very want wants was wasn way we well were weren what when where whether which while who why will wish with within
  without won would wouldn wrong yes yet you your
  actual actually behavior behaviour bug bugs correct correctly describe description expected expect expects feature fine
  fix fixed fixes happen happens happening latest reproduce reproduction report reported request screenshot simple
  solution steps version versions work worked working works`.split(/\s+/),
);
